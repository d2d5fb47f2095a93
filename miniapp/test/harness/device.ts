/** The phone the harness pretends to be, as `wx.getSystemInfoSync` describes it. */
export interface Device {
  theme: 'light' | 'dark';
  /** WeChat's text size in px: 16 standard, 20 and more in 关怀模式. */
  fontSizeSetting: number;
}

export const STANDARD_DEVICE: Device = { theme: 'light', fontSizeSetting: 16 };

/** Everything WeChat tells about the device and its own version. */
export function systemInfo(device: Device) {
  return {
    brand: 'devtools',
    model: 'iPhone 12',
    pixelRatio: 3,
    screenWidth: 390,
    screenHeight: 844,
    windowWidth: 390,
    windowHeight: 753,
    statusBarHeight: 47,
    language: 'zh_CN',
    version: '8.0.50',
    system: 'iOS 17.0',
    platform: 'ios',
    SDKVersion: '3.7.0',
    safeArea: { top: 47, left: 0, right: 390, bottom: 810, width: 390, height: 763 },
    enableDebug: false,
    benchmarkLevel: 40,
    fontSizeScaleFactor: device.fontSizeSetting / 16,
    ...device,
  };
}
