import type { Schemas } from '@shuozhi/client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { useState } from 'react';
import { answerOf, api, messageOf } from '@/api/client';
import { usePeople } from '@/api/people';
import { fullTime } from '@/format/time';

interface ScheduleProps {
  notice: Schemas['StaffNotice'];
  notify: boolean;
  /** A grave alert is scheduled like it is published: after its level was typed. */
  confirmed: boolean;
}

/** Publishing at a time (定时发布): set, moved, taken back; and what became of the last one. */
export function Schedule({ notice, notify, confirmed }: ScheduleProps) {
  const { id, hash, schedule, scheduleOutcome } = notice;
  const [at, setAt] = useState('');
  const client = useQueryClient();
  const nameOf = usePeople();
  const params = { path: { id } };
  const onSuccess = () =>
    Promise.all(['notice', 'notices'].map((key) => client.invalidateQueries({ queryKey: [key] })));
  const set = useMutation({
    mutationFn: () => answerOf(api.POST('/staff/notices/{id}/schedule', { params, body: { hash, at, notify } })),
    onSuccess,
  });
  const takeBack = useMutation({
    mutationFn: () => answerOf(api.DELETE('/staff/notices/{id}/schedule', { params })),
    onSuccess,
  });
  const error = set.error ?? takeBack.error;
  return (
    <div className="stack">
      {scheduleOutcome?.result === 'refused' && (
        <Alert
          type="warning"
          title={`${fullTime(scheduleOutcome.at)} 的定时发布没有成功：${scheduleOutcome.reason ?? ''}`}
        />
      )}
      {schedule && (
        <p className="row">
          <strong>
            {fullTime(schedule.at)} 自动发布（{schedule.notify === false ? '不推送' : '推送'}）
          </strong>
          <span className="muted">{nameOf(schedule.by)} 设定</span>
          <Button size="small" loading={takeBack.isPending} onClick={() => takeBack.mutate()}>
            取消定时
          </Button>
        </p>
      )}
      <div className="row">
        <input
          type="datetime-local"
          aria-label="定时发布的时间（北京时间）"
          value={at}
          onChange={(event) => setAt(event.target.value)}
        />
        <Button disabled={at === '' || !confirmed} loading={set.isPending} onClick={() => set.mutate()}>
          {schedule ? '改到这时发布' : '定时发布'}
        </Button>
      </div>
      {error && <Alert type="error" role="alert" title={messageOf(error)} />}
    </div>
  );
}
