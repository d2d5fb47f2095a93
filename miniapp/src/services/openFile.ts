import type { FileInfo } from '@shuozhi/shared/api';
import Taro from '@tarojs/taro';

const FAILED = '文件打不开，请稍后再试';

const isPicture = ({ type }: FileInfo): boolean => type === 'jpg' || type === 'png';

/** WeChat shows pictures by their address, other files only after they were downloaded. */
async function openInWeChat(url: string, file: FileInfo): Promise<void> {
  if (isPicture(file)) {
    await Taro.previewImage({ urls: [url] });
    return;
  }
  const { statusCode, tempFilePath } = await Taro.downloadFile({ url });
  if (statusCode !== 200) throw new Error(`answered ${statusCode}`);
  await Taro.openDocument({ filePath: tempFilePath, fileType: file.type as 'pdf', showMenu: true });
}

/** Shows a file that is attached to a notice: by WeChat's own viewer, in a browser beside the app. */
export async function openFile(noticeId: string, file: FileInfo): Promise<void> {
  const url = `${API_ORIGIN}/api/v1/notices/${encodeURIComponent(noticeId)}/files/${file.id}`;
  if (process.env.TARO_ENV !== 'weapp') {
    window.open(url, '_blank', 'noopener');
    return;
  }
  await openInWeChat(url, file).catch(() => Taro.showToast({ title: FAILED, icon: 'none' }));
}

/** Opens the page of the original text. WeChat opens no pages of others: there its address is copied. */
export async function openOriginal(url: string): Promise<void> {
  if (process.env.TARO_ENV === 'weapp') await Taro.setClipboardData({ data: url });
  else window.open(url, '_blank', 'noopener');
}
