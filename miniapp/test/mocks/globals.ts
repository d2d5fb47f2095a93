/** What the build would have put in: tests run as the WeChat build unless they say otherwise. */
process.env.TARO_ENV = 'weapp';
Object.assign(globalThis, { API_ORIGIN: 'http://server.test', APP_VERSION: '0.0.0' });
