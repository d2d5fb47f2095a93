import { View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { Icon } from '../Icon';
import { Tap } from '../Tap';
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
      <Tap className="annex__head" expanded={open} label={title} onTap={onToggle}>
        <View className="grow">{title}</View>
        <Icon name={open ? 'up' : 'down'} />
      </Tap>
      {open && <View className="annex__body">{children}</View>}
    </View>
  );
}
