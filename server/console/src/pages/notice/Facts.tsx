import { Button, Input, Select } from 'antd';
import type { Draft } from '@/text/blockText';
import type { Edits } from './mergeEdits';
import { FACT_KINDS } from './facts';

type Fact = Draft['keyFacts'][number];

interface FactsProps {
  facts: readonly Fact[];
  problemAt: (path: string) => string | undefined;
  edit: (edits: Edits) => void;
}

/** The key facts (要点), each with the sentence it rests on. */
export function Facts({ facts, problemAt, edit }: FactsProps) {
  const put = (place: number, changes: Partial<Fact>) =>
    edit({ keyFacts: facts.map((fact, other) => (other === place ? { ...fact, ...changes } : fact)) });
  return (
    <section className="panel stack" aria-labelledby="facts">
      <h2 id="facts">要点</h2>
      <p className="muted">居民最先看到的几句话。把光标放在正文的句子里，点“这句设为要点”（Alt+F）。</p>
      {facts.map((fact, place) => {
        const problem = problemAt(`keyFacts.${place}`);
        return (
          <div key={place} className="fact">
            <div className="row">
              <Select
                aria-label={`要点 ${place + 1} 的类别`}
                className="fact__kind"
                value={fact.kind}
                options={FACT_KINDS}
                onChange={(kind) => put(place, { kind })}
              />
              <Input
                aria-label={`要点 ${place + 1} 的名称`}
                className="fact__label"
                maxLength={20}
                value={fact.label}
                onChange={(event) => put(place, { label: event.target.value })}
              />
              <Button size="small" onClick={() => edit({ keyFacts: facts.filter((_, other) => other !== place) })}>
                删除
              </Button>
            </div>
            <Input.TextArea
              aria-label={`要点 ${place + 1} 的内容`}
              rows={2}
              maxLength={300}
              value={fact.value}
              onChange={(event) => put(place, { value: event.target.value })}
            />
            <p className="muted fact__quote">依据：“{fact.source.quote}”</p>
            {problem && <p className="field__problem">{problem}</p>}
          </div>
        );
      })}
    </section>
  );
}
