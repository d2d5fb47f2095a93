import { Text, View } from '@tarojs/components';
import { levelName, topicName, type Level, type Validity } from '@shuozhi/shared';
import { Icon, type IconName } from './Icon';

/** Each validity has its own word, icon and colour: colour is never the only sign. */
const validities: Record<Validity, { icon: IconName; tone: string }> = {
  尚未施行: { icon: 'clock', tone: 'brand' },
  现行有效: { icon: 'check', tone: 'good' },
  已过期: { icon: 'ended', tone: 'muted' },
  已废止: { icon: 'ban', tone: 'bad' },
  未注明: { icon: 'question', tone: 'muted' },
};

/** 有效性 as a word with an icon. */
export function ValidityTag({ validity }: { validity: Validity }) {
  const { icon, tone } = validities[validity];
  return (
    <View className={`tag tag--${tone}`}>
      <Icon name={icon} className="tag__icon" />
      <Text>{validity === '未注明' ? '有效期未注明' : validity}</Text>
    </View>
  );
}

/** 预警级别 in its colour, with the word. */
export function LevelTag({ level }: { level: Level }) {
  return (
    <View className={`tag tag--level tag--${level}`}>
      <Icon name="alert" className="tag__icon" />
      <Text>{levelName(level)}预警</Text>
    </View>
  );
}

/** 订阅主题 by its name. */
export function TopicTag({ topic }: { topic: string }) {
  return (
    <View className="tag tag--plain">
      <Text>{topicName(topic)}</Text>
    </View>
  );
}
