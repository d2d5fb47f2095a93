import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { Choice } from '@/ui/Choice';
import { Icon } from '@/ui/Icon';
import { Pressable } from '@/ui/Pressable';
import { text } from './text';

const ALL = '';

interface FilterProps {
  name: string;
  options: readonly { name: string; count: number }[];
  chosen: string | null;
  onChoose(name: string | null): void;
}

/** One filter of the catalogue, folded to its present choice. */
export function Filter({ name, options, chosen, onChoose }: FilterProps) {
  const [open, setOpen] = useState(false);
  const choices = [
    { id: ALL, name: text.all },
    ...options.map((option) => ({ id: option.name, name: `${option.name} ${option.count}` })),
  ];
  return (
    <View className="filter">
      <Pressable
        className="filter__head"
        expanded={open}
        label={`${name} ${chosen ?? text.all}，点此更换`}
        onPress={() => setOpen(!open)}
      >
        <Text className="small">{name}</Text>
        <Text className="grow link filter__value">{chosen ?? text.all}</Text>
        <Icon name={open ? 'up' : 'down'} />
      </Pressable>
      {open && (
        <Choice
          label={name}
          options={choices}
          chosen={[chosen ?? ALL]}
          onChoose={(id) => {
            onChoose(id === ALL ? null : id);
            setOpen(false);
          }}
        />
      )}
    </View>
  );
}
