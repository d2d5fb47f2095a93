import { useEffect, useRef } from 'react';

type Hook = (...values: unknown[]) => unknown;
const hooks = new Map<string, Set<Hook>>();

/** A page's lifecycle hook that a test can fire by name. */
function hookNamed(name: string) {
  return (callback: Hook) => {
    const latest = useRef(callback);
    useEffect(() => {
      latest.current = callback;
    });
    useEffect(() => {
      const call: Hook = (...values) => latest.current(...values);
      const registered = hooks.get(name) ?? new Set<Hook>();
      hooks.set(name, registered.add(call));
      return () => void registered.delete(call);
    }, []);
  };
}

export const useDidShow = hookNamed('didShow');
export const useLaunch = hookNamed('launch');
export const usePullDownRefresh = hookNamed('pullDown');
export const useReachBottom = hookNamed('reachBottom');
export const useShareAppMessage = hookNamed('share');
export const useShareTimeline = hookNamed('shareTimeline');

/** Runs every registered hook of that name; answers what they returned. */
export function fireHook(name: string, ...values: unknown[]): unknown[] {
  return [...(hooks.get(name) ?? [])].map((hook) => hook(...values));
}

/** The address of the page under test. */
export const router: { params: Record<string, string>; path: string } = { params: {}, path: '' };
export const useRouter = () => router;

/** What the device stores; values are copied as a real storage would. */
export const deviceStorage = new Map<string, string>();

const settled = () => jest.fn((): Promise<unknown> => Promise.resolve({}));

const Taro = {
  request: jest.fn((): Promise<unknown> => Promise.reject(new Error('no answer prepared'))),
  login: jest.fn(() => Promise.resolve({ code: 'CODE' })),
  requestSubscribeMessage: jest.fn((): Promise<unknown> => Promise.resolve({})),
  getSetting: settled(),
  navigateTo: settled(),
  redirectTo: settled(),
  switchTab: settled(),
  pageScrollTo: settled(),
  makePhoneCall: settled(),
  setClipboardData: settled(),
  showToast: settled(),
  previewImage: settled(),
  downloadFile: settled(),
  openDocument: settled(),
  showModal: jest.fn(() => Promise.resolve({ confirm: true })),
  setTabBarBadge: settled(),
  removeTabBarBadge: settled(),
  setNavigationBarColor: settled(),
  setBackgroundColor: settled(),
  setTabBarStyle: settled(),
  setTabBarItem: settled(),
  openPrivacyContract: jest.fn(),
  stopPullDownRefresh: jest.fn(),
  onThemeChange: jest.fn(),
  getAppBaseInfo: jest.fn(() => ({ theme: 'light', fontSizeSetting: 17 })),
  getDeviceInfo: jest.fn(() => ({ system: 'iOS 17.0' })),
  nextTick: (callback: () => void) => void setTimeout(callback, 0),
  getCurrentPages: jest.fn(() => [{}, {}]),
  getCurrentInstance: jest.fn(() => ({ router })),
  getStorageSync: (key: string): unknown => JSON.parse(deviceStorage.get(key) ?? '""'),
  setStorageSync: (key: string, value: unknown) => void deviceStorage.set(key, JSON.stringify(value)),
  removeStorageSync: (key: string) => void deviceStorage.delete(key),
};

export default Taro;
