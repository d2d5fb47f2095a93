import type { ItemCatalogue, ItemSummary, SearchResult } from '@shuozhi/shared/api';
import Taro from '@tarojs/taro';
import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { offlineCache } from '@/services/offlineCache';
import { noticeSummary } from '../../../test/mocks/factories';
import { asked, OFFLINE, serve } from '../../../test/mocks/server';
import { router } from '../../../test/mocks/taro';
import SearchPage from './index';

const part = (text: string, hit = false) => ({ text, hit });
const item = (no: number, name: string): ItemSummary => ({
  id: `2020-${no}`,
  no,
  name,
  type: '行政许可',
  department: '市民政局',
  handledBy: '示例市行政审批服务管理局',
});
const elderly = { ...item(33, '养老机构备案'), highlight: [part('养老', true), part('机构备案')], score: 1 };
const ban = {
  ...noticeSummary(),
  highlight: [part('关于禁止'), part('野外用火', true), part('的通告')],
  passage: { parts: [part('林区内不得'), part('烧纸', true)], block: 4, anchor: '第三条' },
  score: 1,
  standing: 'answer' as const,
  past: null,
};
const related = (id: string) => ({
  ...ban,
  id,
  title: `相关${id}`,
  highlight: [part(`相关${id}`)],
  standing: 'related' as const,
});
const found = (change: Partial<SearchResult>): SearchResult => ({
  notices: [],
  items: [],
  noticesConfident: false,
  itemsConfident: false,
  first: 'notices',
  answer: null,
  corrected: null,
  ...change,
});

const searches = () => asked.filter((one) => one.startsWith('GET /search?'));

function open(result: unknown, q?: string) {
  router.params = q === undefined ? {} : { q: encodeURIComponent(q) };
  serve({
    'GET /search': result,
    'GET /search/suggest': { suggestions: [{ text: '养老机构备案', kind: 'item' }] },
    'GET /search/hot': { items: [{ text: '供暖' }] },
    'POST /search/opened': undefined,
  });
  render(<SearchPage />);
}
const box = () => screen.getByLabelText(/^说您想办的事/);

beforeEach(() => {
  offlineCache.clear();
  jest.clearAllMocks();
});

test('a sure item stands before the notices', async () => {
  open(found({ items: [elderly], notices: [ban], itemsConfident: true, first: 'items' }), '养老院');
  const link = await screen.findByLabelText(/^养老机构备案，行政许可/);
  const notice = screen.getByLabelText(/^关于禁止野外用火的通告/);
  expect(link.compareDocumentPosition(notice)).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
  expect(document.body.textContent).not.toContain('目录中没有该事项');
});

test('an unsure item is offered after the notices, and the page says that the catalogue has none', async () => {
  open(found({ items: [elderly], notices: [ban] }), '能不能烧纸');
  await screen.findByText(/目录中没有该事项。可能相关：/);
  const notice = screen.getByLabelText(/^关于禁止野外用火的通告/);
  expect(notice.compareDocumentPosition(screen.getByLabelText(/^养老机构备案/))).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
});

test('the answer stands on top with its source, and opens there', async () => {
  const answer = { kind: 'answer' as const, text: '禁火时间：3月5日至5月31日', hotline: '12119', noticeId: 'n1' };
  const source = { docNo: null, title: '禁火通告', writtenOn: '2026-03-01', anchor: '第三条' };
  open(found({ notices: [ban], noticesConfident: true, answer: { ...answer, ...source } }), '禁火到几号');
  expect(await screen.findByText('出自《禁火通告》，2026年3月1日')).toBeTruthy();
  fireEvent.click(screen.getByLabelText('拨打 12119'));
  expect(Taro.makePhoneCall).toHaveBeenCalledWith({ phoneNumber: '12119' });
  fireEvent.click(screen.getByText('禁火时间：3月5日至5月31日'));
  expect(Taro.navigateTo).toHaveBeenCalledWith({
    url: `/pages/notice/index?id=n1&anchor=${encodeURIComponent('第三条')}`,
  });
});

test('rules of before stand apart, below what is of today', async () => {
  const past = { ...related('旧'), standing: 'past' as const, past: { reason: 'expired' as const, on: '2020-06-25' } };
  open(found({ notices: [past, related('新')] }), '禁火');
  await screen.findByText('没有收录这方面的现行通知。可能相关：');
  const heading = screen.getByText('以前的规定');
  const order = (label: RegExp) => heading.compareDocumentPosition(screen.getByLabelText(label));
  expect(order(/^相关新/)).toBe(Node.DOCUMENT_POSITION_PRECEDING);
  expect(order(/^相关旧/)).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
});

test('no more than three weak notices stand before the items', async () => {
  open(found({ notices: ['一', '二', '三', '四'].map(related), items: [elderly] }), '装修');
  const item = await screen.findByLabelText(/^养老机构备案/);
  const order = (id: string) => item.compareDocumentPosition(screen.getByLabelText(new RegExp(`^相关${id}`)));
  expect(['一', '二', '三'].map(order)).toEqual([2, 2, 2]);
  expect(order('四')).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
});

test('a corrected query says so, and can be searched as typed', async () => {
  open(found({ items: [elderly], corrected: '养老机构' }), '养老几构');
  expect(await screen.findByText('已按“养老机构”搜索')).toBeTruthy();
  fireEvent.click(screen.getByText('仍搜“养老几构”'));
  await waitFor(() => expect(searches()).toHaveLength(2));
  expect(searches()[1]).toContain('exact=true');
});

test('the sentence that answers is shown with its words marked, and the notice opens there', async () => {
  open(found({ notices: [ban] }), '烧纸');
  expect((await screen.findByText('烧纸')).className).toBe('mark');
  fireEvent.click(screen.getByLabelText(/^关于禁止野外用火的通告/));
  expect(Taro.navigateTo).toHaveBeenCalledWith({
    url: `/pages/notice/index?id=n1&anchor=${encodeURIComponent('第三条')}`,
  });
});

test('that a result was opened is counted, by its words only', async () => {
  open(found({ notices: [ban] }), '烧纸');
  fireEvent.click(await screen.findByLabelText(/^关于禁止野外用火的通告/));
  expect(asked).toContain('POST /search/opened');
});

test('typing brings suggestions after a pause; a suggestion searches', async () => {
  open(found({ items: [elderly], itemsConfident: true }));
  fireEvent.change(box(), { target: { value: 'ylj' } });
  fireEvent.click(await screen.findByText('养老机构备案'));
  await screen.findByLabelText(/^养老机构备案，行政许可/);
  expect(searches()).toEqual([`GET /search?q=${encodeURIComponent('养老机构备案')}`]);
});

test('an empty box searches nothing', () => {
  open(found({}));
  fireEvent.change(box(), { target: { value: '   ' } });
  fireEvent.keyDown(box(), { key: 'Enter' });
  expect(searches()).toEqual([]);
});

test('what was searched is offered again, and can be forgotten', async () => {
  open(found({ items: [elderly] }), '敬老院补贴');
  fireEvent.click(await screen.findByLabelText('清空输入'));
  fireEvent.change(box(), { target: { value: '养老' } });
  fireEvent.click(screen.getByText('搜索'));
  await waitFor(() => expect(searches()).toHaveLength(2));
  document.body.innerHTML = '';
  open(found({}));
  expect(await screen.findByText('养老')).toBeTruthy();
  fireEvent.click(screen.getByLabelText('清除最近搜索'));
  expect(screen.queryByText('养老')).toBeNull();
});

test('without a network the items on the device are searched with the same ranking', async () => {
  const catalogue: ItemCatalogue = {
    version: '1',
    items: [item(33, '养老机构备案'), item(34, '旅行社设立许可')],
    names: {},
    departments: {},
    words: { relations: [], dropped: [], generic: [], setting: [], infixes: [] },
    subjects: ['养老', '机构', '备案', '旅行社', '设立', '许可'],
    pinyin: {},
  };
  offlineCache.store('/items.json', catalogue);
  open(OFFLINE, '养老机构');
  expect(await screen.findByText(/网络不通，仅能搜索/)).toBeTruthy();
  expect(screen.getByLabelText(/^养老机构备案/)).toBeTruthy();
  expect(screen.queryByLabelText(/^旅行社/)).toBeNull();
});

test('a catalogue kept by an older version of the app does not hide that the network is gone', async () => {
  offlineCache.store('/items.json', { version: '0', items: [item(33, '养老机构备案')] });
  open(OFFLINE, '养老机构');
  expect(await screen.findByText('网络不通，请检查网络后重试')).toBeTruthy();
});
