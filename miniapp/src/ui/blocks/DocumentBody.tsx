import { View } from '@tarojs/components';
import type { Block } from '@shuozhi/shared/api';
import { memo, useMemo, useState } from 'react';
import { AnnexPart } from './AnnexPart';
import { BlockView } from './BlockView';
import { IncrementalBlocks } from './IncrementalBlocks';
import { splitAnnexes } from './splitAnnexes';

interface DocumentBodyProps {
  blocks: readonly Block[];
  /** Place of the first of them in the document. */
  start?: number;
  /** The block a link led to; the annex it stands in opens. */
  target: number | null;
}

/** The text of a document: the body, then each annex folded. */
export const DocumentBody = memo(function DocumentBody({ blocks, start = 0, target }: DocumentBodyProps) {
  const parts = useMemo(() => splitAnnexes(blocks, start), [blocks, start]);
  const [toggled, setToggled] = useState<Record<number, boolean>>({});
  return (
    <View className="document">
      {parts.map((part) => {
        if (part.annex === null) {
          return (
            <View key="body">
              {part.blocks.map((block, place) => (
                <BlockView
                  key={part.start + place}
                  block={block}
                  index={part.start + place}
                  target={target === part.start + place}
                />
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
            <IncrementalBlocks blocks={part.blocks} start={part.start} target={target} />
          </AnnexPart>
        );
      })}
    </View>
  );
});
