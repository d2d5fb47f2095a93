import { noticeDraft, type NoticeDraft, type NoticeDraftInput } from '@shuozhi/shared/api';

/** A complete notice draft; only what the test is about needs to be said. */
export function aDraft(more: Partial<NoticeDraftInput> = {}): NoticeDraft {
  return noticeDraft.parse({
    docNo: null,
    title: '关于冬季防火的通告',
    kind: '通告',
    issuers: ['某市人民政府'],
    writtenOn: '2026-11-01',
    effectiveFrom: null,
    effectiveTo: null,
    topics: ['fire'],
    regions: ['140602'],
    blocks: [{ type: 'paragraph', text: '林区内禁止用火。' }],
    ...more,
  });
}
