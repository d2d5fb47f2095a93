import { theme as antd, type ThemeConfig } from 'antd';

/** One key of the variables for each appearance: both stand in the same file of styles. */
const keyOf = (dark: boolean) => (dark ? 'console-dark' : 'console-light');

/**
 * The appearance of the console. Nothing of it is made while a page runs (`zeroRuntime`), except the variables.
 * Texts and links keep a contrast of 4.5:1 in both appearances.
 */
export function theme(dark: boolean): ThemeConfig {
  return {
    zeroRuntime: true,
    hashed: false,
    cssVar: { key: keyOf(dark) },
    algorithm: dark ? antd.darkAlgorithm : antd.defaultAlgorithm,
    token: {
      colorPrimary: dark ? '#3b74e0' : '#1556c0',
      colorLink: dark ? '#7fb0ff' : '#1556c0',
      colorError: dark ? '#ff7875' : '#c5221f',
      colorSuccess: dark ? '#73d13d' : '#1e7d34',
      colorWarning: dark ? '#ffc53d' : '#8a5a00',
      colorTextDescription: dark ? 'rgba(255,255,255,0.68)' : 'rgba(0,0,0,0.62)',
      colorTextPlaceholder: dark ? 'rgba(255,255,255,0.55)' : 'rgba(0,0,0,0.56)',
      colorTextDisabled: dark ? 'rgba(255,255,255,0.5)' : 'rgba(0,0,0,0.55)',
      borderRadius: 4,
      fontSize: 15,
      motion: false,
      fontFamily:
        "system-ui, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Noto Sans SC', 'WenQuanYi Micro Hei', sans-serif",
    },
  };
}
