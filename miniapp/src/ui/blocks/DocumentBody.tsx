import { View } from '@tarojs/components';
import type { Block } from '@shuozhi/shared/api';
import { memo, useMemo, useState } from 'react';
import { AnnexPart } from './AnnexPart';
import { BlockView } from './BlockView';
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
        const views = part.blocks.map((block, place) => (
          <BlockView
            key={part.start + place}
            block={block}
            index={part.start + place}
            target={target === part.start + place}
          />
        ));
        if (part.annex === null) return <View key="body">{views}</View>;
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
            {views}
          </AnnexPart>
        );
      })}
    </View>
  );
});
