import { Input, Text, View } from '@tarojs/components';
import { useState } from 'react';
import { Icon } from '@/ui/Icon';
import { Pressable } from '@/ui/Pressable';
import { text } from './text';

interface KeywordsFieldProps {
  keywords: readonly string[];
  onAdd(keyword: string): void;
  onRemove(keyword: string): void;
}

/** Further words: a notice whose title or summary bears one is told too, whatever its topic and district. */
export function KeywordsField({ keywords, onAdd, onRemove }: KeywordsFieldProps) {
  const [typed, setTyped] = useState('');
  const add = () => {
    onAdd(typed);
    setTyped('');
  };
  return (
    <View>
      <View className="small">{text.keywordsHint}</View>
      <View className="keywords">
        {keywords.map((keyword) => (
          <Pressable
            key={keyword}
            className="chip"
            label={`${text.removeKeyword}：${keyword}`}
            onPress={() => onRemove(keyword)}
          >
            <Text>{keyword} </Text>
            <Icon name="cross" />
          </Pressable>
        ))}
      </View>
      <View className="keywords__row">
        <Input
          id="keyword"
          className="keywords__input grow"
          value={typed}
          maxlength={20}
          placeholder={text.keywordPlaceholder}
          placeholderClass="small"
          ariaLabel={text.keywords}
          onInput={(event) => setTyped(event.detail.value)}
          onConfirm={add}
        />
        <Pressable id="add-keyword" className="button" disabled={typed.trim() === ''} onPress={add}>
          <Text>{text.addKeyword}</Text>
        </Pressable>
      </View>
    </View>
  );
}
