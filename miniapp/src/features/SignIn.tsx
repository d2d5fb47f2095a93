import { Text, View } from '@tarojs/components';
import { useEffect, useState } from 'react';
import { asApiError } from '@/services/ApiError';
import { demoResidents, demoSignIn, type DemoResident } from '@/services/demo';
import { aria } from '@/ui/aria';
import { Icon } from '@/ui/Icon';
import { Pressable } from '@/ui/Pressable';
import { Heading } from '@/ui/Heading';

const text = {
  title: '请在微信中订阅',
  explain:
    '提醒由微信发送，所以订阅要在微信里完成：打开微信，搜索小程序“朔知”，进入“订阅”，选好内容，点“开启微信提醒”。',
  noNeed: '看通知、查事项不需要登录。',
  demo: '演示：以模拟居民的身份登录',
  demoHint: '仅在开发环境出现；消息会出现在模拟微信的手机上。',
};

/** What a browser shows where a resident would be signed in: the way to WeChat and, in development, a demo resident. */
export function SignIn() {
  const [residents, setResidents] = useState<DemoResident[]>([]);
  const [failure, setFailure] = useState<string | null>(null);
  useEffect(() => {
    let wanted = true;
    void demoResidents().then((found) => wanted && setResidents(found));
    return () => {
      wanted = false;
    };
  }, []);
  const signIn = (resident: DemoResident) => {
    demoSignIn(resident).catch((thrown: unknown) => setFailure(asApiError(thrown).message));
  };
  return (
    <View>
      <View className="card stack">
        <Heading level={2}>{text.title}</Heading>
        <View>{text.explain}</View>
        <View className="small">{text.noNeed}</View>
      </View>
      {residents.length > 0 && (
        <View className="card stack" id="demo">
          <Heading level={2}>{text.demo}</Heading>
          <View className="small">{text.demoHint}</View>
          {residents.map((resident) => (
            <Pressable key={resident.id} id={`demo-${resident.id}`} className="button" onPress={() => signIn(resident)}>
              <Icon name="people" />
              <Text>{resident.name}</Text>
            </Pressable>
          ))}
          <View {...aria({ role: 'alert', live: true })}>{failure}</View>
        </View>
      )}
    </View>
  );
}
