import { Text, View } from '@tarojs/components';
import { levelName, topicName, type Level, type Standing } from '@shuozhi/shared';
import { Icon, type IconName } from './Icon';

/** Each standing has its own word, icon and colour: colour is never the only sign. */
const standings: Record<Standing, { icon: IconName; tone: string; word?: string }> = {
  尚未施行: { icon: 'clock', tone: 'brand' },
  现行有效: { icon: 'check', tone: 'good' },
  已过期: { icon: 'ended', tone: 'muted' },
  已废止: { icon: 'ban', tone: 'bad' },
  未注明: { icon: 'question', tone: 'muted', word: '有效期未注明' },
  'open-ended': { icon: 'question', tone: 'muted', word: '没有写明何时结束' },
  'trial-over': { icon: 'question', tone: 'warn', word: '试行已超过两年' },
  past: { icon: 'ended', tone: 'muted', word: '以前年度的安排' },
};

/** 有效性 as a word with an icon. */
export function StandingTag({ standing }: { standing: Standing }) {
  const { icon, tone, word = standing } = standings[standing];
  return (
    <View className={`tag tag--${tone}`}>
      <Icon name={icon} className="tag__icon" />
      <Text>{word}</Text>
    </View>
  );
}

/** 预警级别 in its colour, with the word; of an exercise, or of an alert that is over, without the colour. */
export function LevelTag({
  level,
  exercise = false,
  over = false,
}: {
  level: Level;
  exercise?: boolean;
  over?: boolean;
}) {
  if (exercise) return <View className="tag tag--warn">演练，不是真的预警</View>;
  if (over) return <View className="tag tag--muted">{levelName(level)}预警已结束</View>;
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
