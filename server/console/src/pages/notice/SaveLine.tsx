import { Button } from 'antd';
import type { DraftEditor } from './useDraftEditor';

/** Whether what stands on the page has been saved, in words. */
export function SaveLine({ editor, others }: { editor: DraftEditor; others: readonly string[] }) {
  const { state, save } = editor;
  const words = { saved: '已保存', edited: '有改动，马上保存…', saving: '正在保存…' };
  return (
    <span className="row" role="status">
      {others.length > 0 && <span className="rows__reason">{others.join('、')} 正在编辑</span>}
      {state.is === 'failed' ? (
        <span className="field__problem">
          没有保存：{state.message}
          {state.again && '。内容已留在本机，正在重试'}
          <Button size="small" onClick={() => void save()}>
            现在保存
          </Button>
        </span>
      ) : (
        <span className="muted">{words[state.is]}</span>
      )}
    </span>
  );
}
