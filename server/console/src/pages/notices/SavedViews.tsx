import { Button } from 'antd';
import { useState } from 'react';
import { Link } from 'wouter';
import { VIEWS } from './filters';

const KEY = 'console.views';
interface View {
  name: string;
  search: string;
}

const read = (): View[] => JSON.parse(localStorage.getItem(KEY) ?? '[]') as View[];

/** Lists that a person keeps on this device under a name of their own. */
export function SavedViews({ search }: { search: string }) {
  const [views, setViews] = useState(read);
  const [name, setName] = useState<string | null>(null);
  const keep = (next: View[]) => {
    localStorage.setItem(KEY, JSON.stringify(next));
    setViews(next);
  };
  const known = [...VIEWS, ...views].some((view) => view.search === search);
  return (
    <>
      {views.map((view) => (
        <span key={view.name} className="views__own">
          <Link href={`/notices?${view.search}`} aria-current={view.search === search ? 'true' : undefined}>
            {view.name}
          </Link>
          <button
            type="button"
            aria-label={`删除常用列表 ${view.name}`}
            onClick={() => keep(views.filter((other) => other !== view))}
          >
            ×
          </button>
        </span>
      ))}
      {!known && name === null && (
        <Button size="small" onClick={() => setName('')}>
          存为常用列表
        </Button>
      )}
      {name !== null && (
        <form
          className="row"
          onSubmit={(event) => {
            event.preventDefault();
            if (name.trim())
              keep([...views.filter((view) => view.name !== name.trim()), { name: name.trim(), search }]);
            setName(null);
          }}
        >
          <input
            aria-label="列表名称"
            autoFocus
            maxLength={12}
            value={name}
            onChange={(e) => setName(e.target.value)}
          />
          <Button size="small" htmlType="submit">
            保存
          </Button>
        </form>
      )}
    </>
  );
}
