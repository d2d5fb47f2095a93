import { Text, View } from '@tarojs/components';
import { Icon, type IconName } from './Icon';
import { Tap } from './Tap';

interface LineProps {
  icon?: IconName;
  name: string;
  /** A short value at the right, e.g. a count. */
  value?: string;
  hint?: string;
  onTap(): void;
}

/** A line of a menu that opens something. */
export function Line({ icon, name, value, hint, onTap }: LineProps) {
  return (
    <Tap className="line" role="link" readsContent label={[name, value, hint].filter(Boolean).join('，')} onTap={onTap}>
      {icon && <Icon name={icon} className="link" />}
      <View className="grow">
        <View>{name}</View>
        {hint && <View className="small">{hint}</View>}
      </View>
      {value && <Text className="small">{value}</Text>}
      <Icon name="right" className="small" />
    </Tap>
  );
}
