import { Text, View } from '@tarojs/components';
import Taro from '@tarojs/taro';
import { aria } from '@/ui/aria';
import { Page } from '@/ui/Page';
import { Tap } from '@/ui/Tap';
import { text } from './text';
import { usePrivacy } from './usePrivacy';
import './index.scss';

/** What is known about the resident, why, and how to take it away or away with it. */
export default function PrivacyPage() {
  const { signedIn, message, exportData, removeData } = usePrivacy();
  return (
    <Page>
      <Sentences title={text.keepTitle} sentences={text.keep} />
      <Sentences title={text.whyTitle} sentences={text.why} />
      <Sentences title={text.deviceTitle} sentences={text.device} />
      {process.env.TARO_ENV === 'weapp' && (
        <Tap className="button" onTap={() => Taro.openPrivacyContract({})}>
          <Text>{text.guide}</Text>
        </Tap>
      )}
      <View className="card stack privacy__data">
        <View className="title-2" {...aria({ role: 'heading', level: 2 })}>
          {text.yours}
        </View>
        {!signedIn && !message && <View>{text.nothing}</View>}
        <View className="privacy__message" {...aria({ role: 'status', live: true })}>
          {message}
        </View>
        <Tap id="export" className="button" disabled={!signedIn} onTap={exportData}>
          <Text>{text.export}</Text>
        </Tap>
        <Tap id="delete" className="button button--bad" disabled={!signedIn} onTap={removeData}>
          <Text>{text.remove}</Text>
        </Tap>
        <View className="small">{text.removeHint}</View>
      </View>
    </Page>
  );
}

function Sentences({ title, sentences }: { title: string; sentences: readonly string[] }) {
  return (
    <View className="card">
      <View className="title-2" {...aria({ role: 'heading', level: 2 })}>
        {title}
      </View>
      {sentences.map((sentence) => (
        <View className="field" key={sentence}>
          {sentence}
        </View>
      ))}
    </View>
  );
}
