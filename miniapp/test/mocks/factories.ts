import type { ItemDetail, NoticeDetail, NoticeSummary } from '@shuozhi/shared/api';

/** A notice in a list; `change` sets what the test is about. */
export function noticeSummary(change: Partial<NoticeSummary> = {}): NoticeSummary {
  return {
    id: 'n1',
    docNo: '示政发〔2026〕1号',
    title: '关于禁止野外用火的通告',
    kind: '通告',
    issuer: '示例市人民政府',
    writtenOn: '2026-03-01',
    publishedAt: '2026-03-02T02:00:00.000Z',
    effectiveFrom: '2026-03-05',
    effectiveTo: '2096-05-31',
    startsAt: null,
    endsAt: null,
    repealedOn: null,
    basis: 'range',
    validity: '现行有效',
    topics: ['fire'],
    regions: ['140600'],
    level: null,
    exercise: false,
    summary: null,
    sample: false,
    ...change,
  };
}

/** A whole notice with a short text of its own. */
export function noticeDetail(change: Partial<NoticeDetail> = {}): NoticeDetail {
  return {
    ...noticeSummary(),
    issuers: ['示例市人民政府'],
    addressees: null,
    validityBasis: null,
    revision: 1,
    changeNote: null,
    updatedAt: '2026-03-02T02:00:00.000Z',
    keyFacts: [],
    hotlines: [],
    attachments: [],
    sourceUrl: null,
    repeals: [],
    repealedBy: [],
    cites: [],
    citedBy: [],
    changedBy: [],
    outline: [],
    blocks: [{ type: 'paragraph', text: '自三月五日起，林区内不得用火。' }],
    blocksTotal: 1,
    nextBlock: null,
    ...change,
  };
}

/** An item of which nothing but the catalogue's own columns is known. */
export function itemDetail(change: Partial<ItemDetail> = {}): ItemDetail {
  return {
    id: '2020-33',
    no: 33,
    name: '养老机构备案',
    type: '其他行政权力',
    department: '市民政局',
    handledBy: '示例市行政审批服务管理局',
    catalogue: '2020',
    basis: { docNo: '示政办发〔2020〕2号', title: '关于公布目录的通知', noticeId: null },
    elements: {
      basicCode: null,
      implementationCode: null,
      level: null,
      conditions: null,
      serves: null,
      handlingType: null,
      channels: null,
      procedure: null,
      statutoryTime: null,
      promisedTime: null,
      visits: null,
      fee: null,
      place: null,
      hours: null,
      enquiry: null,
      complaint: null,
      materials: null,
    },
    sameName: [],
    updatedAt: '2026-01-01T00:00:00.000Z',
    ...change,
  };
}
