import { REGIONS, TOPICS } from '@shuozhi/shared';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Input, Select, Table, type TableColumnsType } from 'antd';
import type { Schemas } from '@shuozhi/client';
import { useState } from 'react';
import { Link, useSearchParams } from 'wouter';
import { answerOf, api } from '@/api/client';
import { shortTime } from '@/format/time';
import { NewNotice } from '@/ui/NewNotice';
import { Failed, Nothing } from '@/ui/PageState';
import { LevelTag, Placed, StatusTag } from '@/ui/Tags';
import { queryOf, VIEWS } from './filters';
import { SavedViews } from './SavedViews';
import './notices.css';

type Notice = Schemas['StaffNoticeSummary'];

/** What is handed in is read where it is approved; everything else where it is written. */
const hrefOf = ({ id, status, changes }: Notice) =>
  status === 'submitted' || status === 'approved' || changes.length > 0 ? `/approval/${id}` : `/notices/${id}`;

const COLUMNS: TableColumnsType<Notice> = [
  {
    title: '标题',
    render: (_, notice) => (
      <>
        <Link href={hrefOf(notice)} className="rows__title">
          {notice.title || '（还没有标题）'}
        </Link>
        <div>
          <span className="muted">{[notice.docNo, notice.issuer].filter(Boolean).join(' · ')}</span>
          {notice.sample && <span className="tag">示例</span>}
        </div>
      </>
    ),
  },
  {
    title: '状态',
    width: 180,
    render: (_, notice) => (
      <div className="row">
        {notice.level && <LevelTag level={notice.level} />}
        <StatusTag status={notice.status} />
        {notice.returned && <span className="tag">被退回</span>}
        {notice.needsReview && <span className="tag">待核对</span>}
        {notice.changes.length > 0 && <span className="tag">有修改待签发</span>}
      </div>
    ),
  },
  {
    title: '主题和地区',
    width: 220,
    render: (_, notice) => <Placed topics={notice.topics} regions={notice.regions} />,
  },
  { title: '成文', width: 110, render: (_, notice) => notice.writtenOn ?? '—' },
  { title: '最近改动', width: 120, render: (_, notice) => shortTime(notice.updatedAt) },
];

/** All notices: by view, filters and words; the address holds them, so that a list can be kept and passed on. */
export default function Notices() {
  const [params, setParams] = useSearchParams();
  const [words, setWords] = useState(params.get('q') ?? '');
  const query = queryOf(params);
  const { data, error, isPending, hasNextPage, fetchNextPage, isFetchingNextPage, refetch } = useInfiniteQuery({
    queryKey: ['notices', 'list', query],
    queryFn: ({ pageParam }) =>
      answerOf(
        api.GET('/staff/notices', {
          params: { query: { ...query, limit: 50, ...(pageParam && { cursor: pageParam }) } },
        }),
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
  });
  const set = (name: string, value: string | undefined) =>
    setParams((before) => {
      const next = new URLSearchParams(before);
      if (value) next.set(name, value);
      else next.delete(name);
      return next;
    });
  const current = VIEWS.find((view) => view.search === params.toString());
  const items = data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <div className="page-head">
        <h1>通知</h1>
        <NewNotice />
      </div>
      <nav className="views" aria-label="常用列表">
        {VIEWS.map((view) => (
          <Link
            key={view.name}
            href={`/notices${view.search && `?${view.search}`}`}
            aria-current={view === current ? 'true' : undefined}
          >
            {view.name}
          </Link>
        ))}
        <SavedViews search={params.toString()} />
      </nav>
      <form
        className="row filters"
        role="search"
        onSubmit={(event) => {
          event.preventDefault();
          set('q', words.trim());
        }}
      >
        <Input
          aria-label="标题或发文字号"
          placeholder="标题或发文字号"
          allowClear
          className="filters__words"
          value={words}
          onChange={(event) => {
            setWords(event.target.value);
            if (event.target.value === '') set('q', undefined);
          }}
        />
        <Button htmlType="submit">查找</Button>
        <Select
          aria-label="主题"
          placeholder="全部主题"
          allowClear
          className="filters__choice"
          value={params.get('topic')}
          options={TOPICS.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(topic: string | undefined) => set('topic', topic)}
        />
        <Select
          aria-label="地区"
          placeholder="全部地区"
          allowClear
          className="filters__choice"
          value={params.get('region')}
          options={REGIONS.map(({ code, name }) => ({ value: code, label: name }))}
          onChange={(region: string | undefined) => set('region', region)}
        />
        <label className="row">
          改动日期
          <input type="date" value={params.get('from') ?? ''} onChange={(event) => set('from', event.target.value)} />
        </label>
        <label className="row">
          至
          <input type="date" value={params.get('to') ?? ''} onChange={(event) => set('to', event.target.value)} />
        </label>
      </form>
      {error ? (
        <Failed error={error} onRetry={() => void refetch()} />
      ) : (
        <div className="wide">
          <Table<Notice>
            rowKey="id"
            size="middle"
            columns={COLUMNS}
            dataSource={items}
            loading={isPending}
            pagination={false}
            locale={{ emptyText: <Nothing>没有符合条件的通知。</Nothing> }}
          />
        </div>
      )}
      {hasNextPage && (
        <p className="more">
          <Button loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            再显示 50 条
          </Button>
        </p>
      )}
    </>
  );
}
