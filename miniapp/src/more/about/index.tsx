import { View } from '@tarojs/components';
import { city } from '@shuozhi/shared';
import { Page } from '@/ui/Page';
import { PhoneList } from '@/ui/PhoneList';
import { Heading } from '@/ui/Heading';
import { text } from './text';
import './index.scss';

/** What this is, where its contents come from, whom to ask. */
export default function AboutPage() {
  return (
    <Page>
      <View className="about__head">
        <Heading level={1}>{text.name}</Heading>
        <View>{text.what}</View>
        <View className="small number">{text.version(APP_VERSION)}</View>
      </View>
      <View className="card">
        <Heading level={2}>{text.sourcesTitle}</Heading>
        {text.sources.map((sentence) => (
          <View className="field" key={sentence}>
            {sentence}
          </View>
        ))}
      </View>
      <View className="card">
        <Heading level={2}>{text.helpTitle}</Heading>
        <View className="field">{text.help}</View>
        <PhoneList phones={[{ number: city.publicHotline }]} />
      </View>
    </Page>
  );
}
