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

/** The chain a document stands in: what it repeals and cites, and what repeals and cites it. */
export function NoticeRelations({ notice }: { notice: NoticeDetail }) {
  const { repeals, repealedBy, cites, citedBy } = notice;
  if (repeals.length + repealedBy.length + cites.length + citedBy.length === 0) return null;
  return (
    <View className="card">
      <Heading level={2}>{text.relations}</Heading>
      <Links name={text.repealedBy} links={repealedBy} />
      <Links name={text.repeals} links={repeals} />
      <Links name={text.cites} links={cites} />
      <Links name={text.citedBy} links={citedBy} />
    </View>
  );
}
