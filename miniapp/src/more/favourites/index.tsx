import { Text, View } from '@tarojs/components';
import { chineseDate, civilDateOf } from '@shuozhi/shared';
import { go } from '@/services/navigate';
import { toggleFavourite, useFavourites, type Favourite } from '@/state/favourites';
import { Empty } from '@/ui/Feedback';
import { Icon } from '@/ui/Icon';
import { Page } from '@/ui/Page';
import { Pressable } from '@/ui/Pressable';
import { text } from './text';
import './index.scss';

/** Notices and items the reader keeps at hand; they also open without a network. */
export default function FavouritesPage() {
  const favourites = useFavourites();
  return (
    <Page>
      {favourites.length === 0 && <Empty icon="star" title={text.empty} hint={text.emptyHint} />}
      {favourites.map((favourite) => (
        <Row key={`${favourite.kind}-${favourite.id}`} favourite={favourite} />
      ))}
    </Page>
  );
}

function Row({ favourite }: { favourite: Favourite }) {
  const { kind, id, title, at } = favourite;
  return (
    <View className="card row favourite">
      <Pressable
        className="grow favourite__open"
        role="link"
        readsContent
        label={`${text.kinds[kind]}，${title}`}
        onPress={() => (kind === 'notice' ? go.notice(id) : go.item(id))}
      >
        <View>
          <View className="small">
            {text.kinds[kind]} · <Text className="number">{text.keptOn(chineseDate(civilDateOf(new Date(at))))}</Text>
          </View>
          <View className="entry__title">{title}</View>
        </View>
      </Pressable>
      <Pressable
        className="favourite__drop"
        label={`${text.drop}：${title}`}
        onPress={() => toggleFavourite(favourite)}
      >
        <Icon name="cross" />
      </Pressable>
    </View>
  );
}
