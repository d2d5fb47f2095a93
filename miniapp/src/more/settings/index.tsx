import { Text, View } from '@tarojs/components';
import Taro from '@tarojs/taro';
import { useState, type ReactNode } from 'react';
import { go } from '@/services/navigate';
import { offline } from '@/services/offline';
import { useStore } from '@/state/createStore';
import { preferences, setPreferences, type TextChoice, type ThemeChoice } from '@/state/preferences';
import { aria } from '@/ui/aria';
import { Choice } from '@/ui/Choice';
import { Line } from '@/ui/Line';
import { Page } from '@/ui/Page';
import { Tap } from '@/ui/Tap';
import { sizes, text, themes } from './text';
import './index.scss';

/** Bytes in words: 32 KB, 1.4 MB. */
const sizeOf = (bytes: number) =>
  bytes < 100_000 ? `${Math.ceil(bytes / 1_000)} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`;

/** Text size, colours and what is kept on the device. */
export default function SettingsPage() {
  const chosen = useStore(preferences);
  const [usage, setUsage] = useState(() => offline.usage());
  const clear = () => {
    offline.clear();
    setUsage(offline.usage());
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
        <Tap id="clear" className="button" disabled={usage.copies === 0} onTap={clear}>
          <Text>{text.clear}</Text>
        </Tap>
      </Group>
      <View className="card settings__more">
        <Line icon="people" name={text.duty} hint={text.dutyHint} onTap={go.duty} />
      </View>
    </Page>
  );
}

function Group({ name, children }: { name: string; children: ReactNode }) {
  return (
    <View className="card stack">
      <View className="title-2" {...aria({ role: 'heading', level: 2 })}>
        {name}
      </View>
      {children}
    </View>
  );
}
