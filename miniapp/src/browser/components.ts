/** In the browser build `@tarojs/components` is this list; Taro keeps of such a module only what it re-exports. */
export { Input, Text, View } from './elements';
