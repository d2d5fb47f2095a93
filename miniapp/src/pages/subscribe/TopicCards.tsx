import { View } from '@tarojs/components';
import { TOPICS, type TopicId } from '@shuozhi/shared';
import { Icon } from '@/ui/Icon';
import { Pressable } from '@/ui/Pressable';

interface TopicCardsProps {
  chosen: readonly TopicId[];
  onToggle(topic: TopicId): void;
}

/** The topics as cards, each with an example of what would come. */
export function TopicCards({ chosen, onToggle }: TopicCardsProps) {
  return (
    <View className="topics">
      {TOPICS.map(({ id, name, example }) => {
        const on = chosen.includes(id);
        return (
          <Pressable
            key={id}
            className={`topic ${on ? 'topic--on' : ''}`}
            role="checkbox"
            checked={on}
            readsContent
            label={`${name}，例如${example}`}
            onPress={() => onToggle(id)}
          >
            <View className="grow">
              <View className="topic__name">{name}</View>
              <View className="small">{example}</View>
            </View>
            <View className="topic__box">{on && <Icon name="tick" />}</View>
          </Pressable>
        );
      })}
    </View>
  );
}
