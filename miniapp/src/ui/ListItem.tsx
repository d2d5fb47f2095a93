import { Text, View } from '@tarojs/components';
import { Icon, type IconName } from './Icon';
import { Pressable } from './Pressable';

interface ListItemProps {
  icon?: IconName;
  name: string;
  /** A short value at the right, e.g. a count. */
  value?: string;
  hint?: string;
  onPress(): void;
}

/** A line of a menu that opens something. */
export function ListItem({ icon, name, value, hint, onPress }: ListItemProps) {
  return (
    <Pressable
      className="line"
      role="link"
      readsContent
      label={[name, value, hint].filter(Boolean).join('，')}
      onPress={onPress}
    >
      {icon && <Icon name={icon} className="link" />}
      <View className="grow">
        <View>{name}</View>
        {hint && <View className="small">{hint}</View>}
      </View>
      {value && <Text className="small">{value}</Text>}
      <Icon name="right" className="small" />
    </Pressable>
  );
}
