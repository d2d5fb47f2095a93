import { Button, Text, View } from '@tarojs/components';
import Taro from '@tarojs/taro';
import { isFavourite, toggleFavourite, useFavourites, type Favourite } from '@/state/favourites';
import { setPreferences, useAppearance } from '@/state/preferences';
import { Icon } from './Icon';
import { Pressable } from './Pressable';

interface DocumentActionsProps {
  kind: Favourite['kind'];
  id: string;
  title: string;
  /** Copied by one tap; left out when the document has no number. */
  number?: string | null;
}

/** Keep, enlarge, share, copy the number: what a reader does with a notice or an item. */
export function DocumentActions({ kind, id, title, number }: DocumentActionsProps) {
  const isSaved = isFavourite(useFavourites(), kind, id);
  const { large } = useAppearance();
  return (
    <View className="actions">
      <Pressable
        className={`button ${isSaved ? 'button--main' : ''}`}
        label={isSaved ? '已收藏，点此取消' : '收藏'}
        onPress={() => toggleFavourite({ kind, id, title, at: Date.now() })}
      >
        <Icon name="star" />
        <Text>{isSaved ? '已收藏' : '收藏'}</Text>
      </Pressable>
      <Pressable
        className="button"
        label={large ? '恢复标准字号' : '换成大字'}
        onPress={() => setPreferences({ text: large ? 'standard' : 'large' })}
      >
        <Icon name="size" />
        <Text>{large ? '标准' : '大字'}</Text>
      </Pressable>
      <ShareButton title={title} />
      {number && (
        <Pressable
          className="button"
          label={`复制文号 ${number}`}
          onPress={() => void Taro.setClipboardData({ data: number })}
        >
          <Icon name="copy" />
          <Text>复制文号</Text>
        </Pressable>
      )}
    </View>
  );
}

/** In WeChat the share sheet; in a browser the system's, or the address on the clipboard. */
function ShareButton({ title }: { title: string }) {
  if (process.env.TARO_ENV === 'weapp') {
    return (
      <Button className="tap button share" openType="share" ariaLabel="分享给微信好友">
        <Icon name="share" />
        <Text>分享</Text>
      </Button>
    );
  }
  const share = () => {
    const url = location.href;
    if (typeof navigator.share === 'function') void navigator.share({ title, url }).catch(() => undefined);
    else void Taro.setClipboardData({ data: url });
  };
  return (
    <Pressable className="button" label="分享" onPress={share}>
      <Icon name="share" />
      <Text>分享</Text>
    </Pressable>
  );
}
