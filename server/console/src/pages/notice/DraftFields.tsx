import { LEVELS, lastDayBefore, levelName, REGIONS, TOPICS } from '@shuozhi/shared';
import { Checkbox, Input, Select } from 'antd';
import type { Draft } from '@/text/blockText';
import { Field } from '@/ui/Field';
import { DocNoPicker, FollowsPicker } from './RelationPickers';
import type { Edits } from './mergeEdits';
import { validityWords } from './validityWords';

const SHORT_TITLE = 20;
const SUMMARY = 120;
const KINDS = ['通告', '公告', '通知', '决定', '意见', '办法', '方案', '预警信息'].map((value) => ({
  value,
  label: value,
}));

interface DraftFieldsProps {
  draft: Draft;
  edit: (edits: Edits) => void;
  problemAt: (path: string) => string | undefined;
}

const clockOf = (moment: string | null) => moment?.slice(11, 16) ?? '';
const momentAt = (day: string, clock: string) => `${day}T${clock}:00+08:00`;

/** From when to when, by day and where it is stated by hour; and in words what that means. */
function Period({ draft, edit, problemAt }: DraftFieldsProps) {
  const { effectiveFrom, effectiveTo, startsAt, endsAt } = draft;
  const endDay = endsAt ? endsAt.slice(0, 10) : effectiveTo;
  const setStart = (day: string, clock: string) =>
    edit({ effectiveFrom: day || null, startsAt: day && clock ? momentAt(day, clock) : null });
  const setEnd = (day: string, clock: string) => {
    const moment = day && clock ? momentAt(day, clock) : null;
    edit({ effectiveTo: moment ? lastDayBefore(moment) : day || null, endsAt: moment });
  };
  const problem =
    problemAt('effectiveTo') ?? problemAt('endsAt') ?? problemAt('effectiveFrom') ?? problemAt('startsAt');
  return (
    <fieldset className="period">
      <legend>有效期</legend>
      <div className="row">
        <input
          type="date"
          aria-label="施行日期"
          value={effectiveFrom ?? ''}
          onChange={(event) => setStart(event.target.value, clockOf(startsAt))}
        />
        <input
          type="time"
          aria-label="施行时刻（可不填）"
          value={clockOf(startsAt)}
          disabled={!effectiveFrom}
          onChange={(event) => setStart(effectiveFrom ?? '', event.target.value)}
        />
        至
        <input
          type="date"
          aria-label="截止日期"
          value={endDay ?? ''}
          onChange={(event) => setEnd(event.target.value, clockOf(endsAt))}
        />
        <input
          type="time"
          aria-label="截止时刻（可不填）"
          value={clockOf(endsAt)}
          disabled={!endDay}
          onChange={(event) => setEnd(endDay ?? '', event.target.value)}
        />
      </div>
      <p className="field__hint" aria-live="polite">
        {validityWords(draft)}
      </p>
      {problem && <p className="field__problem">{problem}</p>}
    </fieldset>
  );
}

/** Everything a notice says beside its body. */
export function DraftFields({ draft, edit, problemAt }: DraftFieldsProps) {
  const shortTitle = Array.from(draft.shortTitle ?? '').length;
  return (
    <section className="panel stack" aria-label="稿件信息">
      <Field label="标题" problem={problemAt('title')}>
        <Input.TextArea
          rows={2}
          maxLength={300}
          value={draft.title}
          onChange={(event) => edit({ title: event.target.value.replace(/\n/g, '') })}
        />
      </Field>
      <Field
        label="短标题（微信消息卡片用）"
        problem={problemAt('shortTitle')}
        hint={`${shortTitle} / ${SHORT_TITLE} 字；不填则由标题截取`}
      >
        <Input
          value={draft.shortTitle ?? ''}
          onChange={(event) =>
            edit({ shortTitle: Array.from(event.target.value).slice(0, SHORT_TITLE).join('') || null })
          }
        />
      </Field>
      <div className="pair">
        <Field label="发文字号" problem={problemAt('docNo')}>
          <Input value={draft.docNo ?? ''} onChange={(event) => edit({ docNo: event.target.value || null })} />
        </Field>
        <Field label="文种" problem={problemAt('kind')}>
          <Input
            list="kinds"
            maxLength={20}
            value={draft.kind}
            onChange={(event) => edit({ kind: event.target.value })}
          />
        </Field>
      </div>
      <Field label="发文机关" problem={problemAt('issuers')} hint="输入名称后按回车；联合发文可填多个">
        <Select
          mode="tags"
          open={false}
          suffixIcon={null}
          value={draft.issuers}
          onChange={(issuers: string[]) => edit({ issuers })}
        />
      </Field>
      <datalist id="kinds">
        {KINDS.map(({ value }) => (
          <option key={value} value={value} />
        ))}
      </datalist>
      <Field label="成文日期" problem={problemAt('writtenOn')}>
        <input
          type="date"
          value={draft.writtenOn ?? ''}
          onChange={(event) => edit({ writtenOn: event.target.value || null })}
        />
      </Field>
      <Period draft={draft} edit={edit} problemAt={problemAt} />
      <div className="pair">
        <Field label="主题（最多两个，主要的在前）" problem={problemAt('topics')}>
          <Select
            mode="multiple"
            maxCount={2}
            optionFilterProp="label"
            value={draft.topics}
            options={TOPICS.map(({ id, name, example }) => ({ value: id, label: name, title: example }))}
            onChange={(topics: Draft['topics']) => edit({ topics })}
          />
        </Field>
        <Field label="地区" problem={problemAt('regions')}>
          <Select
            mode="multiple"
            placeholder="不选为全市"
            optionFilterProp="label"
            value={draft.regions}
            options={REGIONS.map(({ code, name }) => ({ value: code, label: name }))}
            onChange={(regions: Draft['regions']) => edit({ regions })}
          />
        </Field>
      </div>
      <Field label="预警级别" problem={problemAt('level')}>
        <Select<Draft['level'] | ''>
          value={draft.level ?? ''}
          options={[
            { value: '' as const, label: '不是预警' },
            ...LEVELS.map((level) => ({ value: level, label: `${levelName(level)}预警` })),
          ]}
          onChange={(level) => edit({ level: level || null })}
        />
      </Field>
      {(draft.level !== null || draft.follows !== null || draft.topics.includes('alert')) && (
        <FollowsPicker value={draft.follows} problem={problemAt('follows')} onChange={(follows) => edit({ follows })} />
      )}
      <Field label="摘要" problem={problemAt('summary')} hint={`${(draft.summary ?? '').length} / ${SUMMARY} 字`}>
        <Input.TextArea
          rows={2}
          maxLength={SUMMARY}
          value={draft.summary ?? ''}
          onChange={(event) => edit({ summary: event.target.value || null })}
        />
      </Field>
      <Field label="咨询电话" problem={problemAt('hotlines')} hint="输入后按回车">
        <Select
          mode="tags"
          open={false}
          suffixIcon={null}
          value={draft.hotlines}
          onChange={(hotlines: string[]) => edit({ hotlines })}
        />
      </Field>
      <details>
        <summary>与其他文件的关系</summary>
        <div className="stack">
          <DocNoPicker
            label="废止的文件"
            value={draft.repeals}
            problem={problemAt('repeals')}
            onChange={(repeals) => edit({ repeals })}
          />
          {draft.repeals.length > 0 && (
            <Field label="自哪天起废止（不填则随本文施行）" problem={problemAt('repealsOn')}>
              <input
                type="date"
                value={draft.repealsOn ?? ''}
                onChange={(event) => edit({ repealsOn: event.target.value || null })}
              />
            </Field>
          )}
          <DocNoPicker
            label="引用的文件"
            value={draft.cites}
            problem={problemAt('cites')}
            onChange={(cites) => edit({ cites })}
          />
          <Field label="主送机关" problem={problemAt('addressees')}>
            <Input
              value={draft.addressees ?? ''}
              onChange={(event) => edit({ addressees: event.target.value || null })}
            />
          </Field>
          <Checkbox
            checked={draft.publicRelease === true}
            onChange={(event) => edit({ publicRelease: event.target.checked || null })}
          >
            印有“此件公开发布”
          </Checkbox>
        </div>
      </details>
    </section>
  );
}
