import type { TextChoice, ThemeChoice } from '@/state/preferences';

export const text = {
  size: '字号',
  sizeHint: '关怀模式：字更大，按钮更大。自动：跟随微信或手机的字号',
  sample: '朔州市通知公告，一看就懂。',
  theme: '颜色',
  storage: '离线内容',
  storageHint: '看过的通知和办事目录保存在本机，没有网络也能看',
  usage: (copies: number, size: string) => `${copies} 份，约 ${size}`,
  clear: '清除离线内容',
  cleared: '已清除',
  duty: '叫应责任人',
  dutyHint: '防汛、应急等岗位的责任人在这里绑定和确认',
};

export const sizes: { id: TextChoice; name: string }[] = [
  { id: 'system', name: '自动' },
  { id: 'standard', name: '标准' },
  { id: 'large', name: '关怀模式' },
];

export const themes: { id: ThemeChoice; name: string }[] = [
  { id: 'system', name: '跟随系统' },
  { id: 'light', name: '浅色' },
  { id: 'dark', name: '深色' },
];
