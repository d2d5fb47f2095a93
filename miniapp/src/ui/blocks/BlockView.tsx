import { Text, View } from '@tarojs/components';
import { chineseDate } from '@shuozhi/shared';
import type { Block } from '@shuozhi/shared/api';
import { memo } from 'react';
import { aria } from '../aria';
import { TableBlock } from './TableBlock';
import { blockId } from './splitAnnexes';

interface BlockViewProps {
  block: Block;
  /** Place in the document. */
  index: number;
  /** The block a link led to. */
  target: boolean;
}

/** One block of a document's body. Annex titles are drawn by the part that folds them. */
export const BlockView = memo(function BlockView({ block, index, target }: BlockViewProps) {
  const id = blockId(index);
  const mark = target ? 'block--target' : '';
  switch (block.type) {
    case 'heading':
      return (
        <View
          id={id}
          className={`block block--heading block--h${block.level} ${mark}`}
          {...aria({ role: 'heading', level: Math.min(6, block.level + 1) })}
        >
          {block.text}
        </View>
      );
    case 'paragraph':
      return (
        <View id={id} className={`block block--paragraph ${block.anchor ? 'block--clause' : ''} ${mark}`}>
          {block.text}
        </View>
      );
    case 'list':
      return (
        <View id={id} className={`block block--list ${mark}`}>
          {block.doubt && <View className="block__doubt">{block.doubt}</View>}
          {block.items.map((item, place) => (
            <View className="block__item" key={place}>
              <Text>{block.ordered ? `${place + 1}.` : '•'}</Text>
              <View className="grow">{item}</View>
            </View>
          ))}
        </View>
      );
    case 'table':
      return <TableBlock id={id} className={mark} table={block} />;
    case 'note':
      return (
        <View id={id} className={`block block--note ${mark}`}>
          {block.text}
        </View>
      );
    case 'signature':
      return (
        <View id={id} className={`block block--signature ${mark}`}>
          {block.issuers.map((issuer) => (
            <View key={issuer}>{issuer}</View>
          ))}
          {block.date && <View className="number">{chineseDate(block.date)}</View>}
        </View>
      );
    case 'annex':
      return null;
  }
});
