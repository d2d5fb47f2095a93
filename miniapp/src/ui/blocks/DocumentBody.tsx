import { View } from '@tarojs/components';
import type { Block } from '@shuozhi/shared/api';
import { memo, useMemo, useState } from 'react';
import { AnnexPart } from './AnnexPart';
import { BlockView } from './BlockView';
import { GradualBlocks } from './GradualBlocks';
import { splitAnnexes } from './splitAnnexes';

interface DocumentBodyProps {
  blocks: readonly Block[];
  /** The block a link led to; the annex it stands in opens. */
  target: number | null;
}

/** The text of a document: the body, then each annex folded. */
export const DocumentBody = memo(function DocumentBody({ blocks, target }: DocumentBodyProps) {
  const parts = useMemo(() => splitAnnexes(blocks), [blocks]);
  const [toggled, setToggled] = useState<Record<number, boolean>>({});
  return (
    <View className="document">
      {parts.map((part) => {
        if (part.annex === null) {
          return (
            <View key="body">
              {part.blocks.map((block, place) => (
                <BlockView key={place} block={block} index={place} target={target === place} />
              ))}
            </View>
          );
        }
        const index = part.start - 1;
        const holdsTarget = target !== null && target >= index && target < part.start + part.blocks.length;
        const open = toggled[index] ?? holdsTarget;
        return (
          <AnnexPart
            key={index}
            title={part.annex.title}
            index={index}
            open={open}
            onToggle={() => setToggled({ ...toggled, [index]: !open })}
          >
            <GradualBlocks blocks={part.blocks} start={part.start} target={target} />
          </AnnexPart>
        );
      })}
    </View>
  );
});
