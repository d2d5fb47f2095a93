import { Text, View } from '@tarojs/components';
import type { NoticeDetail } from '@shuozhi/shared/api';
import { useState } from 'react';
import { Icon } from '@/ui/Icon';
import { Pressable } from '@/ui/Pressable';
import { text } from './text';

/** Shorter documents are quicker to read than their contents. */
const WORTHWHILE = 5;

interface NoticeContentsProps {
  outline: NoticeDetail['outline'];
  onJump(block: number): void;
}

/** The contents of a long document, folded; a tap leads to the place. */
export function NoticeContents({ outline, onJump }: NoticeContentsProps) {
  const [open, setOpen] = useState(false);
  if (outline.length < WORTHWHILE) return null;
  return (
    <View className="card">
      <Pressable
        className="panel__head"
        expanded={open}
        readsContent
        label={`${text.contents}，共 ${outline.length} 条`}
        onPress={() => setOpen(!open)}
      >
        <Icon name="list" className="link" />
        <Text className="title-2 grow">{text.contents}</Text>
        <Text className="small">{outline.length} 条</Text>
        <Icon name={open ? 'up' : 'down'} />
      </Pressable>
      {open &&
        outline.map((entry) => (
          <Pressable
            key={entry.block}
            className={`line contents__entry contents__entry--${Math.min(entry.level, 3)}`}
            role="link"
            onPress={() => {
              setOpen(false);
              onJump(entry.block);
            }}
          >
            <Text className="grow">{entry.text}</Text>
          </Pressable>
        ))}
    </View>
  );
}
