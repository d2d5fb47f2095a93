import { Input, Text, View } from '@tarojs/components';
import type { OwnDuty } from '@shuozhi/shared/api';
import { CallCard } from '@/features/CallCard';
import { SignedInPage } from '@/features/SignedInPage';
import { go } from '@/services/navigate';
import { aria } from '@/ui/aria';
import { Empty, Failure, Skeleton } from '@/ui/Feedback';
import { Icon } from '@/ui/Icon';
import { Pressable } from '@/ui/Pressable';
import { text } from './text';
import { useDuty, type DutyPage as Model } from './useDuty';
import { Heading } from '@/ui/Heading';
import './index.scss';

/** 叫应: a person on duty binds this WeChat, and confirms the calls that come. */
export default function DutyPage() {
  const page = useDuty();
  const { value, loading, error, reload } = page.duty;
  return (
    <SignedInPage signedIn={page.signedIn}>
      {loading && !value && <Skeleton rows={2} />}
      {error && <Failure error={error} onRetry={() => void reload()} />}
      {value?.person && <Bound person={value.person} calls={value.calls} onChange={() => void reload()} />}
      {value && !value.person && <Binding page={page} />}
    </SignedInPage>
  );
}

function Binding({ page }: { page: Model }) {
  return (
    <View className="card stack">
      <View>{text.explain}</View>
      <Heading level={2}>{text.code}</Heading>
      <View className="small">{text.codeHint}</View>
      <Input
        id="duty-code"
        className="duty__code"
        value={page.code}
        maxlength={12}
        placeholder={text.codePlaceholder}
        placeholderClass="small"
        ariaLabel={text.code}
        onInput={(event) => page.type(event.detail.value)}
        onConfirm={page.bind}
      />
      <View {...aria({ role: 'alert', live: true })}>{page.failure}</View>
      <Pressable id="bind" className="button button--main" disabled={!page.complete} onPress={page.bind}>
        <Text>{text.bind}</Text>
      </Pressable>
    </View>
  );
}

interface BoundProps {
  person: NonNullable<OwnDuty['person']>;
  calls: OwnDuty['calls'];
  onChange(): void;
}

function Bound({ person, calls, onChange }: BoundProps) {
  return (
    <View>
      {calls.length === 0 && <Empty icon="check" title={text.none} hint={text.noneHint} />}
      {calls.map((call) => (
        <CallCard key={call.id} call={call} onConfirmed={onChange} linked />
      ))}
      <View className="card stack">
        <View className="row">
          <Icon name="people" className="link" />
          <Text className="duty__person">{text.bound(person.office, person.name)}</Text>
        </View>
        <View className="small">{person.waiting ? text.waitingHint : text.boundHint}</View>
        <Pressable className="button" onPress={go.subscribe}>
          <Text>{text.subscribe}</Text>
        </Pressable>
      </View>
    </View>
  );
}
