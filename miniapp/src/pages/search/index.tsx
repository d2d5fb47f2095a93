import { Input, Text, View } from '@tarojs/components';
import { aria } from '@/ui/aria';
import { Failure, Skeleton } from '@/ui/Feedback';
import { Icon } from '@/ui/Icon';
import { Page } from '@/ui/Page';
import { Pressable } from '@/ui/Pressable';
import { ageInWords } from '@/format/age';
import { api } from '@/services/api';
import { useQuery } from '@/state/useQuery';
import { forgetRecent, useRecent } from '@/state/recent';
import { Results } from './Results';
import { common, text } from './text';
import { useSearch } from './useSearch';
import { Heading } from '@/ui/Heading';
import './index.scss';

/** One box for notices and items. */
export default function SearchPage() {
  const page = useSearch();
  const { typed, result, error, loading, suggestions, savedAt } = page;
  const idle = page.asked === null && !loading;
  return (
    <Page>
      <View className="search-box">
        <Icon name="search" />
        <Input
          className="search-box__input grow"
          id="q"
          type="text"
          confirmType="search"
          focus={idle}
          value={typed}
          placeholder={text.placeholder}
          placeholderClass="small"
          maxlength={100}
          ariaLabel={text.placeholder}
          onInput={(event) => page.type(event.detail.value)}
          onConfirm={(event) => page.search(event.detail.value)}
        />
        {typed !== '' && (
          <Pressable label={text.clear} className="search-box__clear" onPress={() => page.type('')}>
            <Icon name="cross" />
          </Pressable>
        )}
        <Pressable id="go" className="link search-box__go" onPress={() => page.search(typed)}>
          <Text>{text.go}</Text>
        </Pressable>
      </View>
      {suggestions.length > 0 && <Suggestions texts={suggestions} onChoose={page.search} />}
      {loading && <Skeleton rows={3} />}
      {!loading && error && <Failure error={error} onRetry={() => page.search(typed)} />}
      {!loading && savedAt !== null && (
        <View className="notice-bar" {...aria({ role: 'status', live: true })}>
          <Icon name="offline" />
          <Text className="grow">{text.offline(ageInWords(savedAt, Date.now()))}</Text>
        </View>
      )}
      {!loading && result && suggestions.length === 0 && (
        <Results result={result} typed={page.asked ?? ''} onExactly={page.searchExactly} onOpened={page.opened} />
      )}
      {idle && typed === '' && <Beginnings onChoose={page.search} />}
    </Page>
  );
}

function Suggestions({ texts, onChoose }: { texts: string[]; onChoose(text: string): void }) {
  return (
    <View className="card" {...aria({ label: '搜索建议', live: true })}>
      {texts.map((suggestion) => (
        <Pressable key={suggestion} className="line" role="link" onPress={() => onChoose(suggestion)}>
          <Icon name="search" className="small" />
          <Text className="grow">{suggestion}</Text>
        </Pressable>
      ))}
    </View>
  );
}

function Beginnings({ onChoose }: { onChoose(text: string): void }) {
  const recent = useRecent();
  const hot = useQuery(api.hot()).value?.items.map((topic) => topic.text) ?? common;
  return (
    <View>
      {recent.length > 0 && (
        <View>
          <View className="row section">
            <Heading level={2} className="grow">
              {text.recent}
            </Heading>
            <Pressable className="link" label={`${text.clearRecent}${text.recent}`} onPress={forgetRecent}>
              <Text>{text.clearRecent}</Text>
            </Pressable>
          </View>
          <Words words={recent} onChoose={onChoose} />
        </View>
      )}
      <Heading level={2} className="section">
        {text.hot}
      </Heading>
      <Words words={hot} onChoose={onChoose} />
    </View>
  );
}

function Words({ words, onChoose }: { words: readonly string[]; onChoose(text: string): void }) {
  return (
    <View className="choice">
      {words.map((word) => (
        <Pressable key={word} className="chip" role="link" onPress={() => onChoose(word)}>
          <Text>{word}</Text>
        </Pressable>
      ))}
    </View>
  );
}
