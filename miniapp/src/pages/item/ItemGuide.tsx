import { Text, View } from '@tarojs/components';
import { city } from '@shuozhi/shared';
import type { ItemDetail } from '@shuozhi/shared/api';
import { PhoneList } from '@/ui/PhoneList';
import { Heading } from '@/ui/Heading';
import { elementNames, text } from './text';

/** The elements of the guide; what is not known says so and names whom to ask. */
export function ItemGuide({ item }: { item: ItemDetail }) {
  const { elements } = item;
  const known = elementNames.filter(([name]) => elements[name] !== null);
  const unknown = elementNames.filter(([name]) => elements[name] === null);
  const missing = unknown.map(([, title]) => title);
  return (
    <View className="card">
      <Heading level={2}>{text.guide}</Heading>
      <View className="field">
        <View className="field__name">{text.materials}</View>
        {elements.materials === null && <View>{text.unknown}</View>}
        {elements.materials?.map((material) => (
          <View className="row" key={material.name}>
            <Text className="grow">{material.name}</Text>
            {material.form && <Text className="small">{material.form}</Text>}
            {material.required !== null && (
              <Text className="small">{material.required ? text.required : text.optional}</Text>
            )}
          </View>
        ))}
      </View>
      {known.map(([name, title]) => (
        <View className="field" key={name}>
          <View className="field__name">{title}</View>
          <View className="field__value">{elements[name]}</View>
        </View>
      ))}
      {missing.length > 0 && (
        <View className="field">
          <View className="row">
            <View className="tag tag--muted">{text.unknown}</View>
          </View>
          <View className="item__missing">{missing.join('、')}</View>
          <View className="small">
            {text.unknownNote(item.handledBy)} {city.publicHotline}。
          </View>
          <PhoneList phones={[{ number: city.publicHotline }]} />
        </View>
      )}
    </View>
  );
}
