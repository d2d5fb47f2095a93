import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useState } from 'react';
import { answerOf, api } from '@/api/client';
import { Field } from '@/ui/Field';

/** Published notices by part of their title or number. */
export function usePublished(words: string) {
  const q = words.trim();
  return useQuery({
    queryKey: ['notices', 'published', q],
    queryFn: () =>
      answerOf(api.GET('/staff/notices', { params: { query: { status: 'published', limit: 20, ...(q && { q }) } } })),
  });
}

interface DocNoPickerProps {
  label: string;
  value: string[];
  problem: string | undefined;
  onChange: (docNos: string[]) => void;
}

/** Documents by their number, found by title or number; one that is not here yet may be typed. */
export function DocNoPicker({ label, value, problem, onChange }: DocNoPickerProps) {
  const [words, setWords] = useState('');
  const { data } = usePublished(words);
  const options = (data?.items ?? []).flatMap(({ docNo, title }) =>
    docNo ? [{ value: docNo, label: `${docNo} ${title}` }] : [],
  );
  return (
    <Field label={label} problem={problem} hint="按标题或发文字号查找；库里没有的，输入字号后按回车">
      <Select
        mode="tags"
        value={value}
        showSearch={{ filterOption: false, onSearch: setWords }}
        options={options}
        optionLabelProp="value"
        onChange={onChange}
      />
    </Field>
  );
}

interface FollowsPickerProps {
  value: string | null;
  problem: string | undefined;
  onChange: (id: string | null) => void;
}

/** The alert that this one raises, lowers or lifts. */
export function FollowsPicker({ value, problem, onChange }: FollowsPickerProps) {
  const [words, setWords] = useState('');
  const { data } = usePublished(words);
  const alerts = (data?.items ?? []).filter(({ level, topics }) => level !== null || topics.includes('alert'));
  return (
    <Field label="接续哪条预警" problem={problem} hint="升级、降级或解除时选；解除的稿件不选级别">
      <Select
        allowClear
        placeholder="新的预警，不接续"
        value={value ?? undefined}
        showSearch={{ filterOption: false, onSearch: setWords }}
        options={alerts.map(({ id, title }) => ({ value: id, label: title }))}
        onChange={(id: string | undefined) => onChange(id ?? null)}
      />
    </Field>
  );
}
