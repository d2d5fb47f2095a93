import { Text, View } from '@tarojs/components';
import { aria } from './aria';
import { Pressable } from './Pressable';

export interface Option {
  id: string;
  name: string;
}

interface ChoiceProps {
  /** What is being chosen, for a screen reader: 主题, 地区 … */
  label: string;
  options: readonly Option[];
  chosen: readonly string[];
  onChoose(id: string): void;
  /** Several may be chosen. */
  several?: boolean;
  /** One line that scrolls sideways instead of several lines. */
  sideways?: boolean;
}

/** A row of words to choose from. */
export function Choice({ label, options, chosen, onChoose, several = false, sideways = false }: ChoiceProps) {
  return (
    <View className={`choice ${sideways ? 'choice--sideways' : ''}`} {...aria({ label })}>
      {options.map((option) => {
        const on = chosen.includes(option.id);
        return (
          <Pressable
            key={option.id}
            className={`chip ${on ? 'chip--on' : ''}`}
            role={several ? 'checkbox' : 'radio'}
            checked={on}
            label={option.name}
            onPress={() => onChoose(option.id)}
          >
            <Text>{option.name}</Text>
          </Pressable>
        );
      })}
    </View>
  );
}
