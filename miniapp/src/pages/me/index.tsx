import { Text, View } from '@tarojs/components';
import { city } from '@shuozhi/shared';
import { go } from '@/services/navigate';
import { ListItem } from '@/ui/ListItem';
import { Page } from '@/ui/Page';
import { PhoneList } from '@/ui/PhoneList';
import { Pressable } from '@/ui/Pressable';
import { text } from './text';
import { useMe } from './useMe';
import './index.scss';

/** The resident's own corner. */
export default function MePage() {
  const { unread, favourites, demo, signOut } = useMe();
  return (
    <Page>
      <View className="card me__menu">
        <ListItem
          icon="inbox"
          name={text.inbox}
          hint={text.inboxHint}
          value={unread > 0 ? text.unread(unread) : undefined}
          onPress={go.inbox}
        />
        <ListItem icon="star" name={text.favourites} value={String(favourites)} onPress={go.favourites} />
        <ListItem icon="bell" name={text.reach} hint={text.reachHint} onPress={go.reach} />
      </View>
      <View className="card me__menu">
        <ListItem icon="gear" name={text.settings} hint={text.settingsHint} onPress={go.settings} />
        <ListItem icon="lock" name={text.privacy} hint={text.privacyHint} onPress={go.privacy} />
        <ListItem icon="info" name={text.about} onPress={go.about} />
      </View>
      <View className="card">
        <View className="small">{text.hotline}</View>
        <PhoneList phones={[{ number: city.publicHotline }]} />
      </View>
      {demo && (
        <Pressable id="sign-out" className="button" onPress={signOut}>
          <Text>{text.signOut}</Text>
        </Pressable>
      )}
    </Page>
  );
}
