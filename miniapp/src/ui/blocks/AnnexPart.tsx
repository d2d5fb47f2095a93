import { View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { Icon } from '../Icon';
import { Pressable } from '../Pressable';
import { blockId } from './splitAnnexes';

interface AnnexPartProps {
  title: string;
  /** Place of the annex's title in the document. */
  index: number;
  open: boolean;
  onToggle(): void;
  children: ReactNode;
}

/** An annex (附件), folded until the reader opens it. */
export function AnnexPart({ title, index, open, onToggle, children }: AnnexPartProps) {
  return (
    <View id={blockId(index)} className="block annex">
      <Pressable className="annex__head" expanded={open} label={title} onPress={onToggle}>
        <View className="grow">{title}</View>
        <Icon name={open ? 'up' : 'down'} />
      </Pressable>
      {open && <View className="annex__body">{children}</View>}
    </View>
  );
}
