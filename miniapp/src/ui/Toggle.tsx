import { View } from '@tarojs/components';
import { Tap } from './Tap';

interface ToggleProps {
  name: string;
  hint?: string;
  on: boolean;
  onChange(on: boolean): void;
}

/** A switch with its words; the whole line can be tapped. */
export function Toggle({ name, hint, on, onChange }: ToggleProps) {
  return (
    <Tap className="line" role="switch" checked={on} label={name} onTap={() => onChange(!on)}>
      <View className="grow">
        <View>{name}</View>
        {hint && <View className="small">{hint}</View>}
      </View>
      <View className={`toggle ${on ? 'toggle--on' : ''}`}>
        <View className="toggle__knob" />
      </View>
    </Tap>
  );
}
