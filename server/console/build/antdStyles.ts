import { extractStyle } from '@ant-design/static-style-extract';
import { ConfigProvider } from 'antd';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createElement } from 'react';
import type { Plugin } from 'vite';
import { theme } from '../src/app/theme';

const ID = 'virtual:antd.css';
const SOURCES = path.resolve(import.meta.dirname, '../src');

/** The components of Ant Design that our sources import by name; with what their own parts need. */
function usedComponents(): string[] {
  const files = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.tsx'));
  const names = files.flatMap((file) => {
    const code = readFileSync(path.join(SOURCES, file), 'utf8');
    return [...code.matchAll(/import \{([^}]*)\} from 'antd'/g)].flatMap(([, list = '']) => list.split(','));
  });
  const components = names.map((name) => name.trim()).filter((name) => /^[A-Z]/.test(name));
  // A table brings its paging, its empty state and its spinner; a tooltip marks what is cut.
  return [...new Set([...components, 'Empty', 'Pagination', 'Spin', 'Tooltip', 'Button', 'Checkbox', 'Radio'])].sort();
}

const rulesOf = (css: string) => css.split(/(?<=\})(?=[.@:*[a-z])/);

/** The rules of the components in use, in both themes: the variables of each, everything else once. */
function antdStyles(): string {
  const includes = usedComponents();
  const of = (dark: boolean) =>
    extractStyle({
      includes,
      customTheme: (node) => createElement(ConfigProvider, { theme: { ...theme(dark), zeroRuntime: false } }, node),
    });
  return [...new Set([...rulesOf(of(false)), ...rulesOf(of(true))])].join('');
}

/** `import 'virtual:antd.css'`: Ant Design's styles as a file, so that no page makes any while it runs. */
export function antdStylesPlugin(): Plugin {
  return {
    name: 'antd-styles',
    resolveId: (id) => (id === ID ? `\0${ID}` : undefined),
    load: (id) => (id === `\0${ID}` ? antdStyles() : undefined),
  };
}
