import { Text } from '@tarojs/components';
import type { HighlightPart } from '@shuozhi/shared/api';

/** Text with the found words marked; they also stand in bold, not only in colour. */
export function Marked({ parts }: { parts: readonly HighlightPart[] }) {
  return (
    <Text>
      {parts.map((part, index) => (
        <Text key={index} className={part.hit ? 'mark' : ''}>
          {part.text}
        </Text>
      ))}
    </Text>
  );
}
