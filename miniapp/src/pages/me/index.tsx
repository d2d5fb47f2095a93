import { Text, View } from '@tarojs/components';
import { city } from '@shuozhi/shared';
import { go } from '@/services/navigate';
import { Line } from '@/ui/Line';
import { Page } from '@/ui/Page';
import { PhoneList } from '@/ui/PhoneList';
import { Tap } from '@/ui/Tap';
import { text } from './text';
import { useMe } from './useMe';
import './index.scss';

/** The resident's own corner. */
export default function MePage() {
  const { unread, favourites, demo, signOut } = useMe();
  return (
    <Page>
      <View className="card me__menu">
        <Line
          icon="inbox"
          name={text.inbox}
          hint={text.inboxHint}
          value={unread > 0 ? text.unread(unread) : undefined}
          onTap={go.inbox}
        />
        <Line icon="star" name={text.favourites} value={String(favourites)} onTap={go.favourites} />
        <Line icon="bell" name={text.reach} hint={text.reachHint} onTap={go.reach} />
      </View>
      <View className="card me__menu">
        <Line icon="gear" name={text.settings} hint={text.settingsHint} onTap={go.settings} />
        <Line icon="lock" name={text.privacy} hint={text.privacyHint} onTap={go.privacy} />
        <Line icon="info" name={text.about} onTap={go.about} />
      </View>
      <View className="card">
        <View className="small">{text.hotline}</View>
        <PhoneList phones={[{ number: city.publicHotline }]} />
      </View>
      {demo && (
        <Tap id="sign-out" className="button" onTap={signOut}>
          <Text>{text.signOut}</Text>
        </Tap>
      )}
    </Page>
  );
}
