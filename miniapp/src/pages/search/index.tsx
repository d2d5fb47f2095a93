import { Input, Text, View } from '@tarojs/components';
import { aria } from '@/ui/aria';
import { Failure, Skeleton } from '@/ui/Feedback';
import { Icon } from '@/ui/Icon';
import { Page } from '@/ui/Page';
import { Tap } from '@/ui/Tap';
import { ageInWords } from '@/format/age';
import { api } from '@/services/api';
import { useSource } from '@/state/useSource';
import { forgetRecent, useRecent } from '@/state/recent';
import { Results } from './Results';
import { common, text } from './text';
import { useSearch } from './useSearch';
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
          <Tap label={text.clear} className="search-box__clear" onTap={() => page.type('')}>
            <Icon name="cross" />
          </Tap>
        )}
        <Tap id="go" className="link search-box__go" onTap={() => page.search(typed)}>
          <Text>{text.go}</Text>
        </Tap>
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
        <Tap key={suggestion} className="line" role="link" onTap={() => onChoose(suggestion)}>
          <Icon name="search" className="small" />
          <Text className="grow">{suggestion}</Text>
        </Tap>
      ))}
    </View>
  );
}

function Beginnings({ onChoose }: { onChoose(text: string): void }) {
  const recent = useRecent();
  const hot = useSource(api.hot()).value?.items.map((topic) => topic.text) ?? common;
  return (
    <View>
      {recent.length > 0 && (
        <View>
          <View className="row section">
            <View className="title-2 grow" {...aria({ role: 'heading', level: 2 })}>
              {text.recent}
            </View>
            <Tap className="link" label={`${text.clearRecent}${text.recent}`} onTap={forgetRecent}>
              <Text>{text.clearRecent}</Text>
            </Tap>
          </View>
          <Words words={recent} onChoose={onChoose} />
        </View>
      )}
      <View className="title-2 section" {...aria({ role: 'heading', level: 2 })}>
        {text.hot}
      </View>
      <Words words={hot} onChoose={onChoose} />
    </View>
  );
}

function Words({ words, onChoose }: { words: readonly string[]; onChoose(text: string): void }) {
  return (
    <View className="choice">
      {words.map((word) => (
        <Tap key={word} className="chip" role="link" onTap={() => onChoose(word)}>
          <Text>{word}</Text>
        </Tap>
      ))}
    </View>
  );
}
