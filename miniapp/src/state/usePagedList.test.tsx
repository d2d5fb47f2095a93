import type { Page } from '@shuozhi/shared/api';
import { act, renderHook, waitFor } from '@testing-library/react';
import { ApiError } from '@/services/ApiError';
import type { Query } from '@/services/api';
import { usePagedList } from './usePagedList';

interface Row {
  id: string;
}
const rows = (...ids: string[]): Row[] => ids.map((id) => ({ id }));
const page = (nextCursor: string | null, ...ids: string[]): Page<Row> => ({ items: rows(...ids), nextCursor });

/** A list whose pages come when the test lets them. */
function listOf(answers: Record<string, () => Promise<Page<Row>>>, copy: Page<Row> | null = null) {
  const loads: string[] = [];
  const pages =
    (name: string) =>
    (cursor?: string): Query<Page<Row>> => {
      const key = `${name}@${cursor ?? ''}`;
      return {
        key,
        readCached: () => (copy ? { value: copy, savedAt: 1 } : null),
        load: async () => {
          loads.push(key);
          const answer = answers[key];
          if (!answer) throw new Error(`no page ${key}`);
          return { value: await answer(), savedAt: null };
        },
      };
    };
  return { pages, loads };
}
const gives = (value: Page<Row>) => () => Promise.resolve(value);
const fails = () => Promise.reject(new ApiError('offline', '网络不通'));

test('pages follow one another until the end, without a row twice', async () => {
  const { pages } = listOf({ 'a@': gives(page('2', 'x', 'y')), 'a@2': gives(page(null, 'y', 'z')) });
  const { result } = renderHook(() => usePagedList(pages('a')));
  expect(result.current.phase).toBe('opening');
  await waitFor(() => expect(result.current.phase).toBe('ready'));
  await act(() => result.current.more());
  expect(result.current.items).toEqual(rows('x', 'y', 'z'));
  expect(result.current.end).toBe(true);
  await act(() => result.current.more());
  expect(result.current.items).toHaveLength(3);
});

test("the device's copy is shown while the first page is on its way", async () => {
  const { pages } = listOf({ 'a@': gives(page(null, 'new')) }, page(null, 'old'));
  const { result } = renderHook(() => usePagedList(pages('a')));
  expect(result.current.items).toEqual(rows('old'));
  await waitFor(() => expect(result.current.items).toEqual(rows('new')));
});

test('a failed first page can be tried again', async () => {
  let down = true;
  const { pages } = listOf({ 'a@': () => (down ? fails() : Promise.resolve(page(null, 'x'))) });
  const { result } = renderHook(() => usePagedList(pages('a')));
  await waitFor(() => expect(result.current.phase).toBe('failed'));
  expect(result.current.error?.message).toBe('网络不通');
  down = false;
  await act(() => result.current.refresh());
  expect(result.current).toMatchObject({ phase: 'ready', error: null, items: rows('x') });
});

test('a failed next page keeps what is shown and can be tried again', async () => {
  let down = true;
  const { pages } = listOf({
    'a@': gives(page('2', 'x')),
    'a@2': () => (down ? fails() : Promise.resolve(page(null, 'y'))),
  });
  const { result } = renderHook(() => usePagedList(pages('a')));
  await waitFor(() => expect(result.current.phase).toBe('ready'));
  await act(() => result.current.more());
  expect(result.current).toMatchObject({ phase: 'moreFailed', items: rows('x') });
  down = false;
  await act(() => result.current.more());
  expect(result.current.items).toEqual(rows('x', 'y'));
});

test('two calls for the next page ask once', async () => {
  const { pages, loads } = listOf({ 'a@': gives(page('2', 'x')), 'a@2': gives(page('3', 'y')) });
  const { result } = renderHook(() => usePagedList(pages('a')));
  await waitFor(() => expect(result.current.phase).toBe('ready'));
  await act(async () => {
    await Promise.all([result.current.more(), result.current.more()]);
  });
  expect(loads.filter((key) => key === 'a@2')).toHaveLength(1);
});

test('an answer that comes after the reader chose another list is dropped', async () => {
  let answerA: (value: Page<Row>) => void = () => undefined;
  const { pages } = listOf({
    'a@': () => new Promise((resolve) => (answerA = resolve)),
    'b@': gives(page(null, 'b')),
  });
  const { result, rerender } = renderHook(({ name }) => usePagedList(pages(name)), { initialProps: { name: 'a' } });
  rerender({ name: 'b' });
  await waitFor(() => expect(result.current.items).toEqual(rows('b')));
  await act(async () => {
    answerA(page(null, 'a'));
    await Promise.resolve();
  });
  expect(result.current.items).toEqual(rows('b'));
});
