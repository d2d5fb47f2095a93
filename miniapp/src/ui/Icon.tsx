import { View } from '@tarojs/components';
import { aria } from './aria';

export type IconName =
  | 'search'
  | 'bell'
  | 'phone'
  | 'calendar'
  | 'place'
  | 'ban'
  | 'check'
  | 'tick'
  | 'clock'
  | 'ended'
  | 'cross'
  | 'question'
  | 'info'
  | 'star'
  | 'share'
  | 'copy'
  | 'right'
  | 'down'
  | 'up'
  | 'alert'
  | 'people'
  | 'money'
  | 'doc'
  | 'offline'
  | 'gear'
  | 'inbox'
  | 'lock'
  | 'list'
  | 'size';

/** A line icon in the colour of the text beside it. Never alone: a word always says the same. */
export function Icon({ name, className = '' }: { name: IconName; className?: string }) {
  return <View className={`icon icon--${name} ${className}`} {...aria({ hidden: true })} />;
}
