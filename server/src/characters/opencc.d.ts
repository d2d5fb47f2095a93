/** Only the direction to simplified characters: 70 KB in place of a megabyte. */
declare module 'opencc-js/t2cn' {
  export { Converter } from 'opencc-js';
}
