/** Origin of the server: empty in a browser (same origin), absolute in WeChat. Set by the build. */
declare const API_ORIGIN: string;
/** Version of this build. */
declare const APP_VERSION: string;

declare namespace NodeJS {
  interface ProcessEnv {
    TARO_ENV: 'weapp' | 'h5';
  }
}

declare module '*.png' {
  const url: string;
  export default url;
}

/** Style sheets are imported for their effect; TypeScript 6 and later ask that they exist. */
declare module '*.scss';
