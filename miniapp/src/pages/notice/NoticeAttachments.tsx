import { View } from '@tarojs/components';
import type { NoticeDetail } from '@shuozhi/shared/api';
import { openFile, openOriginal } from '@/services/openFile';
import { Heading } from '@/ui/Heading';
import { ListItem } from '@/ui/ListItem';
import { text } from './text';

/** The files of a notice, each with its kind and size, and the page on which the original stands. */
export function NoticeAttachments({ notice }: { notice: NoticeDetail }) {
  const { id, attachments, sourceUrl } = notice;
  if (attachments.length === 0 && sourceUrl === null) return <View />;
  return (
    <View className="card">
      <Heading level={2}>{attachments.length > 0 ? text.attachments : text.original}</Heading>
      {attachments.map(({ title, available, file }) =>
        file === null ? (
          <View className="field" key={title}>
            <View>{title}</View>
            {!available && <View className="small">{text.webOnly}</View>}
          </View>
        ) : (
          <ListItem
            key={title}
            name={title}
            hint={text.fileHint(file.type, file.bytes)}
            onPress={() => void openFile(id, file)}
          />
        ),
      )}
      {sourceUrl !== null && (
        <ListItem
          name={text.openOriginal()}
          hint={text.originalHint(sourceUrl)}
          onPress={() => void openOriginal(sourceUrl)}
        />
      )}
    </View>
  );
}
