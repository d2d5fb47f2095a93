import { Button, Text, View } from '@tarojs/components';
import Taro from '@tarojs/taro';
import { isFavourite, toggleFavourite, useFavourites, type Favourite } from '@/state/favourites';
import { setPreferences, useAppearance } from '@/state/preferences';
import { Icon } from './Icon';
import { Tap } from './Tap';

interface DocumentActionsProps {
  kind: Favourite['kind'];
  id: string;
  title: string;
  /** Copied by one tap; left out when the document has no number. */
  number?: string | null;
}

/** Keep, enlarge, share, copy the number: what a reader does with a notice or an item. */
export function DocumentActions({ kind, id, title, number }: DocumentActionsProps) {
  const kept = isFavourite(useFavourites(), kind, id);
  const { large } = useAppearance();
  return (
    <View className="actions">
      <Tap
        className={`button ${kept ? 'button--main' : ''}`}
        label={kept ? '已收藏，点此取消' : '收藏'}
        onTap={() => toggleFavourite({ kind, id, title, at: Date.now() })}
      >
        <Icon name="star" />
        <Text>{kept ? '已收藏' : '收藏'}</Text>
      </Tap>
      <Tap
        className="button"
        label={large ? '恢复标准字号' : '换成大字'}
        onTap={() => setPreferences({ text: large ? 'standard' : 'large' })}
      >
        <Icon name="size" />
        <Text>{large ? '标准' : '大字'}</Text>
      </Tap>
      <ShareButton title={title} />
      {number && (
        <Tap className="button" label={`复制文号 ${number}`} onTap={() => void Taro.setClipboardData({ data: number })}>
          <Icon name="copy" />
          <Text>复制文号</Text>
        </Tap>
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
    <Tap className="button" label="分享" onTap={share}>
      <Icon name="share" />
      <Text>分享</Text>
    </Tap>
  );
}
