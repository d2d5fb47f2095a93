import path from 'node:path';
import { defineConfig, type UserConfigExport } from '@tarojs/cli';
import { OpeningPlugin } from './opening/OpeningPlugin';

/** Pure values both sides agree on; compiled with our own sources. Taro accepts only an absolute string here. */
const sharedSource = path.resolve(__dirname, '../../shared/src');

const noStyles = path.resolve(__dirname, '../src/styles/none.css');

/** Where the WeChat build finds the server; the browser build talks to the server that delivered it. */
const apiOrigin = process.env.TARO_ENV === 'h5' ? '' : (process.env.TARO_APP_API_BASE ?? 'http://127.0.0.1:3000');

export default defineConfig<'webpack5'>(async () => {
  const config: UserConfigExport<'webpack5'> = {
    projectName: 'shuozhi',
    date: '2026-11-20',
    designWidth: 375,
    deviceRatio: { 375: 2, 640: 2.34 / 2, 750: 1, 828: 1.81 / 2 },
    sourceRoot: 'src',
    outputRoot: `dist/${process.env.TARO_ENV}`,
    plugins: [path.resolve(__dirname, 'aria/index.cjs')],
    framework: 'react',
    compiler: { type: 'webpack5', prebundle: { enable: false } },
    cache: { enable: true },
    alias: { '@': path.resolve(__dirname, '../src') },
    defineConstants: {
      API_ORIGIN: JSON.stringify(apiOrigin),
      APP_VERSION: JSON.stringify(process.env.npm_package_version ?? '0.1.0'),
    },
    // WeChat reads these by the names in theme.json and app.json, which the build does not follow.
    copy: {
      patterns:
        process.env.TARO_ENV === 'weapp'
          ? [
              { from: 'src/assets/tab/', to: 'dist/weapp/assets/tab/' },
              { from: 'src/sitemap.json', to: 'dist/weapp/sitemap.json' },
            ]
          : [],
      options: {},
    },
    logger: { quiet: false, stats: false },
    mini: {
      compile: { include: [sharedSource] },
      // Sizes stay in px: rpx would shrink text below 14 px and targets below 44 px on narrow phones.
      postcss: { pxtransform: { enable: false }, cssModules: { enable: false } },
    },
    h5: {
      publicPath: '/',
      staticDirectory: 'static',
      // `npm run dev`: pages come from here reloaded on changes, everything else from the server beside it.
      devServer: {
        host: '127.0.0.1',
        port: 10086,
        open: false,
        hot: false,
        proxy: [{ context: ['/api', '/simulator'], target: `http://127.0.0.1:${process.env.PORT ?? '3000'}` }],
      },
      router: { mode: 'hash' },
      compile: { include: [sharedSource] },
      webpackChain(chain) {
        // Taro's stylesheet is an icon font that nothing here uses.
        chain.resolve.alias.set('@tarojs/components/dist/taro-components/taro-components.css$', noStyles);
        chain.resolve.alias.set('@tarojs/components$', path.resolve(__dirname, '../src/browser/components.ts'));
        chain.plugin('opening').use(OpeningPlugin);
        // Without these every page would carry its own copy of the components and the API client.
        chain.merge({
          optimization: {
            splitChunks: {
              cacheGroups: {
                shared: { name: 'shared', chunks: 'async', minChunks: 8, priority: 20, enforce: true },
                several: { chunks: 'async', minChunks: 2, minSize: 6_000, priority: 10, reuseExistingChunk: true },
              },
            },
          },
        });
      },
      output: { filename: 'js/[name].[contenthash:8].js', chunkFilename: 'js/[name].[contenthash:8].js' },
      miniCssExtractPluginOption: {
        ignoreOrder: true,
        filename: 'css/[name].[contenthash:8].css',
        chunkFilename: 'css/[name].[contenthash:8].css',
      },
      postcss: {
        pxtransform: { enable: false },
        autoprefixer: { enable: true, config: {} },
        cssModules: { enable: false },
      },
    },
  };
  return config;
});
