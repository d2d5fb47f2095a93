import { Text, View } from '@tarojs/components';
import { chineseDate } from '@shuozhi/shared';
import type { NoticeDetail, NoticeLink } from '@shuozhi/shared/api';
import { go } from '@/services/navigate';
import { ListItem } from '@/ui/ListItem';
import { Heading } from '@/ui/Heading';
import { text } from './text';

function Links({ name, links }: { name: string; links: readonly NoticeLink[] }) {
  if (links.length === 0) return null;
  return (
    <View className="field">
      <View className="field__name">{name}</View>
      {links.map((link) => {
        const title = link.title ?? link.docNo;
        const hint = [link.title ? link.docNo : null, link.on && chineseDate(link.on)].filter(Boolean).join(' · ');
        const { id } = link;
        if (id !== null)
          return <ListItem key={link.docNo} name={title} hint={hint || undefined} onPress={() => go.notice(id)} />;
        return (
          <View className="row notice__elsewhere" key={link.docNo}>
            <Text className="grow">{title}</Text>
            <Text className="small">{text.notHere}</Text>
          </View>
        );
      })}
    </View>
  );
}

type Change = NoticeDetail['changedBy'][number];

/** `部分废止：第三条`, `有效期延长至 2027年6月30日`. */
function wordsOf({ effect, parts, until }: Change): string {
  if (effect === 'extended' && until !== null) return text.changedUntil(until);
  return parts.length > 0 ? `${text.change[effect]}：${parts.join('、')}` : text.change[effect];
}

/** Changes by later documents that leave this one in force, each with what it changes. */
function Changes({ changes }: { changes: readonly Change[] }) {
  if (changes.length === 0) return null;
  return (
    <View className="field">
      <View className="field__name">{text.changedBy}</View>
      {changes.map(({ by, ...change }, place) => {
        const { id } = by;
        const hint = [by.title ? by.docNo : null, wordsOf({ by, ...change })].filter(Boolean).join(' · ');
        const name = by.title ?? by.docNo;
        return id === null ? (
          <View className="row notice__elsewhere" key={place}>
            <Text className="grow">{name}</Text>
            <Text className="small">{hint}</Text>
          </View>
        ) : (
          <ListItem key={place} name={name} hint={hint} onPress={() => go.notice(id)} />
        );
      })}
    </View>
  );
}

/** The chain a document stands in: what it repeals and cites, and what repeals and cites it. */
export function NoticeRelations({ notice }: { notice: NoticeDetail }) {
  const { repeals, repealedBy, cites, citedBy, changedBy } = notice;
  const all = [repeals, repealedBy, cites, citedBy, changedBy];
  if (all.every((each) => each.length === 0)) return null;
  return (
    <View className="card">
      <Heading level={2}>{text.relations}</Heading>
      <Links name={text.repealedBy} links={repealedBy} />
      <Changes changes={changedBy} />
      <Links name={text.repeals} links={repeals} />
      <Links name={text.cites} links={cites} />
      <Links name={text.citedBy} links={citedBy} />
    </View>
  );
}
