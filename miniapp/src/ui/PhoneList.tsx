import { Text, View } from '@tarojs/components';
import Taro from '@tarojs/taro';
import { Icon } from './Icon';
import { Pressable } from './Pressable';

export interface Phone {
  number: string;
  /** What it is for: 报火警. */
  name?: string;
}

/** Numbers to call with one tap. */
export function PhoneList({ phones }: { phones: readonly Phone[] }) {
  if (phones.length === 0) return null;
  return (
    <View className="phones">
      {phones.map(({ number, name }) => (
        <Pressable
          key={number}
          className="button button--main phone"
          label={`${name ?? '拨打'} ${number}${name ? '，点按拨打' : ''}`}
          onPress={() => void Taro.makePhoneCall({ phoneNumber: number.replace(/[^\d+]/g, '') }).catch(() => undefined)}
        >
          <Icon name="phone" />
          <Text className="number">
            {name ?? '拨打'} {number}
          </Text>
        </Pressable>
      ))}
    </View>
  );
}
