import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useRef } from 'react';
import { Link } from 'wouter';
import { answerOf, api } from '@/api/client';
import { fullTime } from '@/format/time';
import { whileSomeoneIsHere } from '@/session/whileHere';
import { Failed, Loading, Nothing } from '@/ui/PageState';
import { importStateInWords } from './states';
import { useUploads, type Sending } from './useUploads';
import './imports.css';

const SENDING: Record<Sending['state'], string> = {
  waiting: '排队',
  sending: '正在上传…',
  sent: '已上传，正在识别',
  failed: '没有上传',
  cancelled: '已取消',
};
const ACCEPTED = '.txt,.md,.html,.htm,.doc,.docx,.pdf,.jpg,.jpeg,.png';

/** Drop gazettes and notices; each is read in its turn, and nothing is pushed. */
export default function Imports() {
  const { sendings, send, cancel } = useUploads();
  const chooser = useRef<HTMLInputElement>(null);
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['imports'],
    queryFn: () => answerOf(api.GET('/staff/imports', { params: { query: { limit: 50 } } })),
    refetchInterval: whileSomeoneIsHere(3000),
  });
  const busy = sendings.some(({ state }) => state === 'waiting' || state === 'sending');
  return (
    <div className="stack">
      <h1>导入</h1>
      <section
        className="drop"
        aria-label="上传文件"
        onDragOver={(event) => event.preventDefault()}
        onDrop={(event) => {
          event.preventDefault();
          void send([...event.dataTransfer.files]);
        }}
      >
        <p>把公报或通知的文件拖到这里（可以多个），或者</p>
        <Button type="primary" disabled={busy} onClick={() => chooser.current?.click()}>
          选择文件
        </Button>
        <input
          ref={chooser}
          type="file"
          multiple
          hidden
          aria-label="选择文件"
          accept={ACCEPTED}
          onChange={(event) => {
            void send([...(event.target.files ?? [])]);
            event.target.value = '';
          }}
        />
        <p className="muted">Word、PDF、网页、文本、扫描图片，每个不超过 30 MB。导入只生成草稿，不会推送。</p>
      </section>
      {sendings.length > 0 && (
        <section className="panel" aria-label="上传进度" aria-live="polite">
          <ul className="rows">
            {sendings.map(({ name, state, message }, place) => (
              <li key={place} className="row">
                <span className="grow">{name}</span>
                <span className={state === 'failed' ? 'field__problem' : 'muted'}>
                  {SENDING[state]}
                  {message && `：${message}`}
                </span>
              </li>
            ))}
          </ul>
          {busy && <Button onClick={cancel}>取消剩下的</Button>}
        </section>
      )}
      <section className="panel" aria-labelledby="uploads">
        <h2 id="uploads">已上传</h2>
        {isPending && <Loading />}
        {error && <Failed error={error} onRetry={() => void refetch()} />}
        {data?.items.length === 0 && <Nothing>还没有上传过文件。</Nothing>}
        <ul className="rows">
          {data?.items.map((one) => (
            <li key={one.id}>
              <Link href={`/imports/${one.id}`} className="rows__title">
                {one.filename}
              </Link>
              <div className="muted">
                {importStateInWords(one)} · {fullTime(one.createdAt)}
              </div>
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}
