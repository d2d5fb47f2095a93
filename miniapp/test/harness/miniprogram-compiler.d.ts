/** WeChat's own compiler of WXML and WXSS, without types of its own. */
declare module 'miniprogram-compiler' {
  /** JavaScript that defines `$gwx`-style render functions of every WXML file below `folder`. */
  export function wxmlToJs(folder: string): string;
}
