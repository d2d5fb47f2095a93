import { Text, View } from '@tarojs/components';
import { REGIONS, type Level, type RegionCode } from '@shuozhi/shared';
import { aria } from '@/ui/aria';
import { Choice } from '@/ui/Choice';
import { Failure, Skeleton } from '@/ui/Feedback';
import { Icon } from '@/ui/Icon';
import { Page } from '@/ui/Page';
import { SignIn } from '@/features/SignIn';
import { Pressable } from '@/ui/Pressable';
import { CreditsCard } from './CreditsCard';
import { quietId, withKeyword, withLevel, withoutKeyword, withQuiet, withRegion, withTopic } from './draft';
import { KeywordsField } from './KeywordsField';
import { levelOptions, quietOptions, text } from './text';
import { TopicCards } from './TopicCards';
import { useSubscribe, type SubscribePage as Model } from './useSubscribe';
import { Heading } from '@/ui/Heading';
import './index.scss';

const regionOptions = REGIONS.map(({ code, name }) => ({ id: code, name }));

/** One screen to choose what to be told, ending in one button. */
export default function SubscribePage() {
  const page = useSubscribe();
  const { loading, value, error, reload } = page.subscription;
  return (
    <Page>
      {!page.signedIn && <SignIn />}
      {page.signedIn && loading && !value && <Skeleton />}
      {page.signedIn && error && !value && <Failure error={error} onRetry={() => void reload()} />}
      {page.signedIn && <Choices page={page} />}
    </Page>
  );
}

function Choices({ page }: { page: Model }) {
  const { draft, change, credits, message, saving, kept, save } = page;
  const missed = page.subscription.value?.missed ?? 0;
  if (!draft) return null;
  return (
    <View>
      <View className="small">{text.title}</View>
      <Heading level={2} className="section">
        {text.topics}
      </Heading>
      <TopicCards chosen={draft.topics} onToggle={(topic) => change(withTopic(draft, topic))} />
      <Heading level={2} className="section">
        {text.regions}
      </Heading>
      <Choice
        several
        label={text.regions}
        options={regionOptions}
        chosen={draft.regions}
        onChoose={(code) => change(withRegion(draft, code as RegionCode))}
      />
      <Heading level={2} className="section">
        {text.keywords}
      </Heading>
      <KeywordsField
        keywords={draft.keywords}
        onAdd={(keyword) => change(withKeyword(draft, keyword))}
        onRemove={(keyword) => change(withoutKeyword(draft, keyword))}
      />
      <Heading level={2} className="section">
        {text.level}
      </Heading>
      <Choice
        label={text.level}
        options={levelOptions}
        chosen={[draft.lowestLevel]}
        onChoose={(level) => change(withLevel(draft, level as Level))}
      />
      <Heading level={2} className="section">
        {text.quiet}
      </Heading>
      <Choice
        label={text.quiet}
        options={quietOptions}
        chosen={[quietId(draft)]}
        onChoose={(id) => change(withQuiet(draft, id))}
      />
      <View className="small subscribe__hint">{text.quietHint}</View>
      <View className="subscribe__foot">
        <View className="subscribe__message" {...aria({ role: 'status', live: true })}>
          {message}
        </View>
        {message === null && <View className="small subscribe__left">{footnote(credits, missed, kept)}</View>}
        <Pressable id="subscribe" className="button button--main" disabled={saving} onPress={save}>
          <Icon name="bell" />
          <Text>{saving ? text.saving : saveName(credits, kept)}</Text>
        </Pressable>
      </View>
      <CreditsCard credits={credits} />
    </View>
  );
}

/** What the button does: nothing can be asked of WeChat where no template is set up. */
function saveName(credits: Model['credits'], kept: boolean): string {
  if (credits.length === 0) return text.saveOnly;
  return kept ? text.saveAgain : text.save;
}

/** How to begin, then how many messages WeChat will still let through, or how many it did not. */
function footnote(credits: Model['credits'], missed: number, kept: boolean): string {
  if (!kept) return credits.length > 0 ? text.allow : '';
  if (missed > 0) return text.missed(missed);
  return text.left(credits.reduce((sum, credit) => sum + credit.remaining, 0));
}
