import { Text, View } from '@tarojs/components';
import Taro from '@tarojs/taro';
import { aria } from '@/ui/aria';
import { Page } from '@/ui/Page';
import { Pressable } from '@/ui/Pressable';
import { text } from './text';
import { usePrivacy } from './usePrivacy';
import { Heading } from '@/ui/Heading';
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
        <Pressable className="button" onPress={() => Taro.openPrivacyContract({})}>
          <Text>{text.guide}</Text>
        </Pressable>
      )}
      <View className="card stack privacy__data">
        <Heading level={2}>{text.yours}</Heading>
        {!signedIn && !message && <View>{text.nothing}</View>}
        <View className="privacy__message" {...aria({ role: 'status', live: true })}>
          {message}
        </View>
        <Pressable id="export" className="button" disabled={!signedIn} onPress={exportData}>
          <Text>{text.export}</Text>
        </Pressable>
        <Pressable id="delete" className="button button--bad" disabled={!signedIn} onPress={removeData}>
          <Text>{text.remove}</Text>
        </Pressable>
        <View className="small">{text.removeHint}</View>
      </View>
    </Page>
  );
}

function Sentences({ title, sentences }: { title: string; sentences: readonly string[] }) {
  return (
    <View className="card">
      <Heading level={2}>{title}</Heading>
      {sentences.map((sentence) => (
        <View className="field" key={sentence}>
          {sentence}
        </View>
      ))}
    </View>
  );
}
