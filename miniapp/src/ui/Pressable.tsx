import { View, type ViewProps } from '@tarojs/components';
import type { ReactNode } from 'react';
import { aria, type Meaning } from './aria';

interface PressableProps extends Omit<Meaning, 'live' | 'hidden' | 'level'> {
  /** What a screen reader says; needed where the content is not plain words. */
  label?: string;
  /** The words that are seen say it all: browsers read those, and `label` serves WeChat, which reads no contents. */
  readsContent?: boolean;
  className?: string;
  id?: string;
  onPress(): void;
  children?: ReactNode;
}

const inBrowser = process.env.TARO_ENV === 'h5';

/** The keys that press a button in a browser. */
function pressable(press: () => void): Partial<ViewProps> {
  const keyboard = {
    tabIndex: 0,
    onKeyDown: (event: { key?: string; preventDefault?: () => void }) => {
      if (event.key !== 'Enter' && event.key !== ' ') return;
      event.preventDefault?.();
      press();
    },
  };
  return keyboard as Partial<ViewProps>;
}

/** Anything that can be tapped: at least 44 px (60 in 关怀模式), named and reachable by keyboard and screen reader. */
export function Pressable(props: PressableProps) {
  const {
    className = '',
    id,
    onPress,
    children,
    role = 'button',
    disabled = false,
    label,
    readsContent,
    ...meaning
  } = props;
  const press = () => {
    if (!disabled) onPress();
  };
  return (
    <View
      id={id}
      className={`tap ${disabled ? 'tap--off' : ''} ${className}`}
      hoverClass={disabled ? 'none' : 'tap--held'}
      {...aria({
        ...meaning,
        role,
        label: inBrowser && readsContent ? undefined : label,
        disabled: disabled || undefined,
      })}
      {...(inBrowser && !disabled ? pressable(press) : {})}
      onClick={press}
    >
      {children}
    </View>
  );
}
