import { Text, View } from '@tarojs/components';
import Taro from '@tarojs/taro';
import { Icon } from './Icon';
import { Tap } from './Tap';

/** Numbers to call with one tap. */
export function PhoneList({ numbers }: { numbers: readonly string[] }) {
  if (numbers.length === 0) return null;
  return (
    <View className="phones">
      {numbers.map((number) => (
        <Tap
          key={number}
          className="button button--main phone"
          label={`拨打电话 ${number}`}
          onTap={() => void Taro.makePhoneCall({ phoneNumber: number.replace(/[^\d+]/g, '') }).catch(() => undefined)}
        >
          <Icon name="phone" />
          <Text className="number">拨打 {number}</Text>
        </Tap>
      ))}
    </View>
  );
}
