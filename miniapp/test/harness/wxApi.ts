import type { Activity } from './activity';
import { systemInfo, type Device } from './device';
import type { RequestOptions } from './network';
import type { Taps } from './taps';

/** A call of a `wx` function with its plain arguments (callbacks left out). */
export interface WxCall {
  name: string;
  options: Record<string, unknown>;
}

interface Callbacks {
  success?(result: object): void;
  fail?(failure: object): void;
  complete?(result: object): void;
}
type Options = Callbacks & Record<string, unknown>;

/** The moves between pages that the host carries out. */
export interface Navigator {
  navigateTo(url: string): Promise<void>;
  redirectTo(url: string): Promise<void>;
  reLaunch(url: string): Promise<void>;
  switchTab(url: string): Promise<void>;
  navigateBack(delta: number): Promise<void>;
}

export interface WxParts {
  device: Device;
  activity: Activity;
  taps: Taps;
  navigator: Navigator;
  storage: Record<string, unknown>;
  request(options: RequestOptions): unknown;
  launchOptions(): object;
  onCall(call: WxCall): void;
  /** A code as `wx.login` gives. */
  login(): Promise<string>;
  /** The resident's answers in the subscribe dialog: template id → accept, reject … */
  consent(templateIds: string[]): Promise<Record<string, string>>;
}

/** Calls that only change the frame around the page: they succeed and are recorded. */
const FRAME_CALLS = [
  ...['showToast', 'hideToast', 'showLoading', 'hideLoading', 'showTabBar', 'hideTabBar', 'makePhoneCall'],
  ...['setNavigationBarTitle', 'setNavigationBarColor', 'setTabBarStyle', 'setTabBarItem', 'setTabBarBadge'],
  ...['removeTabBarBadge', 'showTabBarRedDot', 'hideTabBarRedDot', 'setBackgroundColor', 'setBackgroundTextStyle'],
  ...['startPullDownRefresh', 'stopPullDownRefresh', 'pageScrollTo', 'setClipboardData', 'vibrateShort'],
  ...['showShareMenu', 'hideShareMenu', 'openSetting', 'openPrivacyContract', 'addPhoneCalendar', 'previewImage'],
];
/** Questions to the person that the harness answers with yes. */
const ANSWERS: Record<string, object> = {
  showModal: { confirm: true, cancel: false },
  showActionSheet: { tapIndex: 0 },
  getSetting: { authSetting: {}, subscriptionsSetting: { mainSwitch: true, itemSettings: {} } },
  getPrivacySetting: { needAuthorization: false, privacyContractName: '《朔知小程序隐私保护指引》' },
  requirePrivacyAuthorize: {},
  getNetworkType: { networkType: 'wifi' },
};
const LISTENERS = [
  ...['NetworkStatusChange', 'ThemeChange', 'MemoryWarning', 'PageNotFound', 'UnhandledRejection', 'Error'],
  ...['WindowResize', 'AppShow', 'AppHide', 'NeedPrivacyAuthorization', 'KeyboardHeightChange'],
];

/** The `wx` object of the sandbox. What is not here does not exist, as on an old base library. */
export function createWx(parts: WxParts): Record<string, unknown> {
  const { activity, taps, onCall } = parts;
  const info = () => systemInfo(parts.device);

  /**
   * A function that records its call and later calls back with what `work` answers. It returns no promise: Taro makes
   * its own from the callbacks.
   */
  const asynchronous =
    (name: string, work: (options: Options) => Promise<object>) =>
    (options: Options = {}) => {
      taps.note(name);
      onCall({ name, options: plain(options) });
      const settle = (told: Callbacks['success'], value: object) => {
        told?.(value);
        options.complete?.(value);
      };
      void activity.track(work(options)).then(
        (result) => settle(options.success, { errMsg: `${name}:ok`, ...result }),
        (error: Error & { errCode?: number }) =>
          settle(options.fail, { errMsg: `${name}:fail ${error.message}`, errCode: error.errCode }),
      );
    };
  const at = (options: Options) => String(options.url);
  const move = (name: string, go: (options: Options) => Promise<void>) =>
    asynchronous(name, (options) => go(options).then(() => ({})));
  const { navigator } = parts;

  return {
    ...Object.fromEntries(FRAME_CALLS.map((name) => [name, asynchronous(name, () => Promise.resolve({}))])),
    ...Object.fromEntries(
      Object.entries(ANSWERS).map(([name, answer]) => [name, asynchronous(name, () => Promise.resolve(answer))]),
    ),
    ...Object.fromEntries(
      LISTENERS.flatMap((name) => [`on${name}`, `off${name}`].map((key) => [key, () => undefined])),
    ),
    ...parts.storage,
    canIUse: () => true,
    nextTick: (callback: () => void) => activity.clock.setTimeout(callback, 0),
    getSystemInfoSync: info,
    getSystemInfo: asynchronous('getSystemInfo', () => Promise.resolve(info())),
    getWindowInfo: info,
    getAppBaseInfo: info,
    getDeviceInfo: info,
    getSystemSetting: () => ({}),
    getAppAuthorizeSetting: () => ({}),
    getMenuButtonBoundingClientRect: () => ({ top: 51, bottom: 83, left: 296, right: 383, width: 87, height: 32 }),
    getAccountInfoSync: () => ({ miniProgram: { appId: 'touristappid', envVersion: 'develop', version: '' } }),
    getLaunchOptionsSync: parts.launchOptions,
    getEnterOptionsSync: parts.launchOptions,
    getUpdateManager: () => ({ onCheckForUpdate() {}, onUpdateReady() {}, onUpdateFailed() {}, applyUpdate() {} }),
    createSelectorQuery: () => emptyQuery(activity),
    request(options: RequestOptions) {
      taps.note('request');
      return parts.request(options);
    },
    login: asynchronous('login', async () => ({ code: await parts.login() })),
    requestSubscribeMessage: (options: Options) => {
      const allowed = taps.allowsSubscribe();
      return asynchronous('requestSubscribeMessage', ({ tmplIds }) => {
        const ids = tmplIds as string[];
        if (!allowed) return Promise.reject(new Error('can only be invoked by user TAP gesture.'));
        if (ids.length === 0) return Promise.reject(Object.assign(new Error('empty'), { errCode: 10001 }));
        if (ids.length > 3) return Promise.reject(Object.assign(new Error('too many'), { errCode: 20003 }));
        return parts.consent(ids);
      })(options);
    },
    navigateTo: move('navigateTo', (options) => navigator.navigateTo(at(options))),
    redirectTo: move('redirectTo', (options) => navigator.redirectTo(at(options))),
    reLaunch: move('reLaunch', (options) => navigator.reLaunch(at(options))),
    switchTab: move('switchTab', (options) => navigator.switchTab(at(options))),
    navigateBack: move('navigateBack', (options) => navigator.navigateBack(Number(options.delta ?? 1))),
  };
}

function plain(options: Options): Record<string, unknown> {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => typeof value !== 'function'));
}

/** `wx.createSelectorQuery` without a layout: every question is answered with nothing found. */
function emptyQuery(activity: Activity) {
  const query = {
    select: () => query,
    selectAll: () => query,
    selectViewport: () => query,
    in: () => query,
    boundingClientRect: () => query,
    scrollOffset: () => query,
    fields: () => query,
    node: () => query,
    exec: (callback?: (results: unknown[]) => void) => void activity.clock.setTimeout(() => callback?.([]), 0),
  };
  return query;
}
