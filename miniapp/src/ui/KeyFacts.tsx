import { Text, View } from '@tarojs/components';
import type { KeyFact } from '@shuozhi/shared/api';
import { Icon, type IconName } from './Icon';
import { PhoneList, type Phone } from './PhoneList';
import { Pressable } from './Pressable';
import { Heading } from './Heading';

const icons: Record<KeyFact['kind'], IconName> = {
  period: 'calendar',
  area: 'place',
  forbidden: 'ban',
  required: 'check',
  audience: 'people',
  penalty: 'alert',
  hotline: 'phone',
  amount: 'money',
  deadline: 'clock',
};
/** The order in which a hurried reader asks: when, where, what not, what to do, who, by when, how much, what else. */
const order: KeyFact['kind'][] = [
  'period',
  'deadline',
  'area',
  'forbidden',
  'required',
  'audience',
  'amount',
  'penalty',
];

/** The numbers, each with what its fact says it is for. */
function phonesOf(facts: readonly KeyFact[], hotlines: readonly string[]): Phone[] {
  return hotlines.map((number) => {
    const fact = facts.find(({ kind, value }) => kind === 'hotline' && value.includes(number));
    return { number, name: fact?.label };
  });
}

/** So many numbers stand above the facts: who sees a fire wants to call, not to read. */
const FEW = 2;

interface KeyFactsProps {
  facts: readonly KeyFact[];
  hotlines: readonly string[];
  /** Shows the sentence of the document a fact rests on. */
  onSource(fact: KeyFact): void;
}

/** 要点: whom to call, and what a resident needs to know first, each tied to its sentence. */
export function KeyFacts({ facts, hotlines, onSource }: KeyFactsProps) {
  const shown = order.flatMap((kind) => facts.filter((fact) => fact.kind === kind));
  const phones = phonesOf(facts, hotlines);
  const phonesFirst = phones.length <= FEW;
  if (shown.length === 0 && hotlines.length === 0) return null;
  return (
    <View className="card facts">
      <Heading level={2}>要点</Heading>
      {phonesFirst && <PhoneList phones={phones} />}
      {shown.map((fact, place) => (
        <Pressable
          key={place}
          className="fact"
          role="link"
          readsContent
          label={`${fact.label}：${fact.value}。查看原文`}
          onPress={() => onSource(fact)}
        >
          <Icon name={icons[fact.kind]} className={fact.kind === 'forbidden' ? 'fact__ban' : 'link'} />
          <View className="grow">
            <View className="small">{fact.label}</View>
            <View className="fact__value">{fact.value}</View>
          </View>
          <Text className="small">原文</Text>
        </Pressable>
      ))}
      {!phonesFirst && <PhoneList phones={phones} />}
    </View>
  );
}
