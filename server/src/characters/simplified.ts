import { Converter } from 'opencc-js/t2cn';

let convert: ((text: string) => string) | undefined;

/** Text in simplified characters, by the phrases of OpenCC. */
export function simplified(text: string): string {
  convert ??= Converter({ from: 't', to: 'cn' });
  return convert(text);
}
