import { View } from '@tarojs/components';
import { city } from '@shuozhi/shared';
import { aria } from '@/ui/aria';
import { Page } from '@/ui/Page';
import { PhoneList } from '@/ui/PhoneList';
import { text } from './text';
import './index.scss';

/** What this is, where its contents come from, whom to ask. */
export default function AboutPage() {
  return (
    <Page>
      <View className="about__head">
        <View className="title-1" {...aria({ role: 'heading', level: 1 })}>
          {text.name}
        </View>
        <View>{text.what}</View>
        <View className="small number">{text.version(APP_VERSION)}</View>
      </View>
      <View className="card">
        <View className="title-2" {...aria({ role: 'heading', level: 2 })}>
          {text.sourcesTitle}
        </View>
        {text.sources.map((sentence) => (
          <View className="field" key={sentence}>
            {sentence}
          </View>
        ))}
      </View>
      <View className="card">
        <View className="title-2" {...aria({ role: 'heading', level: 2 })}>
          {text.helpTitle}
        </View>
        <View className="field">{text.help}</View>
        <PhoneList phones={[{ number: city.publicHotline }]} />
      </View>
    </Page>
  );
}
