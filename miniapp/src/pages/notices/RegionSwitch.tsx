import { Text, View } from '@tarojs/components';
import { REGIONS, regionName } from '@shuozhi/shared';
import { useState } from 'react';
import { setPreferences } from '@/state/preferences';
import { Choice } from '@/ui/Choice';
import { Icon } from '@/ui/Icon';
import { Pressable } from '@/ui/Pressable';
import { text } from './text';

const options = REGIONS.map(({ code, name }) => ({ id: code, name }));

/** The district whose notices are shown; opens in place. */
export function RegionSwitch({ region }: { region: string }) {
  const [open, setOpen] = useState(false);
  return (
    <View className="region">
      <Pressable
        className="region__head link"
        expanded={open}
        label={`${text.region}：${regionName(region)}，点此更换`}
        onPress={() => setOpen(!open)}
      >
        <Icon name="place" />
        <Text>{regionName(region)}</Text>
        <Icon name={open ? 'up' : 'down'} />
      </Pressable>
      {open && (
        <Choice
          label={text.region}
          options={options}
          chosen={[region]}
          onChoose={(code) => {
            setPreferences({ region: code });
            setOpen(false);
          }}
        />
      )}
    </View>
  );
}
