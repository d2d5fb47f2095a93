import { Text, View } from '@tarojs/components';
import Taro from '@tarojs/taro';
import { useState, type ReactNode } from 'react';
import { go } from '@/services/navigate';
import { offlineCache } from '@/services/offlineCache';
import { useStore } from '@/state/createStore';
import { preferences, setPreferences, type TextChoice, type ThemeChoice } from '@/state/preferences';
import { aria } from '@/ui/aria';
import { Choice } from '@/ui/Choice';
import { ListItem } from '@/ui/ListItem';
import { Page } from '@/ui/Page';
import { Pressable } from '@/ui/Pressable';
import { Heading } from '@/ui/Heading';
import { sizes, text, themes } from './text';
import './index.scss';

/** Bytes in words: 32 KB, 1.4 MB. */
const sizeOf = (bytes: number) =>
  bytes < 100_000 ? `${Math.ceil(bytes / 1_000)} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`;

/** Text size, colours and what is kept on the device. */
export default function SettingsPage() {
  const chosen = useStore(preferences);
  const [usage, setUsage] = useState(() => offlineCache.usage());
  const clear = () => {
    offlineCache.clear();
    setUsage(offlineCache.usage());
    void Taro.showToast({ title: text.cleared, icon: 'none' });
  };
  return (
    <Page>
      <Group name={text.size}>
        <Choice
          label={text.size}
          options={sizes}
          chosen={[chosen.text]}
          onChoose={(id) => setPreferences({ text: id as TextChoice })}
        />
        <View className="small">{text.sizeHint}</View>
        <View className="settings__sample">{text.sample}</View>
      </Group>
      <Group name={text.theme}>
        <Choice
          label={text.theme}
          options={themes}
          chosen={[chosen.theme]}
          onChoose={(id) => setPreferences({ theme: id as ThemeChoice })}
        />
      </Group>
      <Group name={text.storage}>
        <View className="small">{text.storageHint}</View>
        <View className="number" {...aria({ role: 'status', live: true })}>
          {text.usage(usage.copies, sizeOf(usage.bytes))}
        </View>
        <Pressable id="clear" className="button" disabled={usage.copies === 0} onPress={clear}>
          <Text>{text.clear}</Text>
        </Pressable>
      </Group>
      <View className="card settings__more">
        <ListItem icon="people" name={text.duty} hint={text.dutyHint} onPress={go.duty} />
      </View>
    </Page>
  );
}

function Group({ name, children }: { name: string; children: ReactNode }) {
  return (
    <View className="card stack">
      <Heading level={2}>{name}</Heading>
      {children}
    </View>
  );
}
