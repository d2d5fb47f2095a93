import Taro from '@tarojs/taro';
import { CITYWIDE } from '@shuozhi/shared';
import { storage } from '@/services/storage';
import { createStore, useStore } from './createStore';

export type ThemeChoice = 'system' | 'light' | 'dark';
export type TextChoice = 'system' | 'standard' | 'large';

export interface Preferences {
  theme: ThemeChoice;
  text: TextChoice;
  /** The district whose notices the lists show. */
  region: string;
}

/** What the device itself asks for. */
export interface Surroundings {
  dark: boolean;
  largeText: boolean;
  /** It knows no `gap` between the children of a flex box: iOS before 14.5. */
  gapless: boolean;
}

/** Whether a system as WeChat names it, e.g. `iOS 13.7`, is an iOS before 14.5. */
export function isGapless(system: string): boolean {
  const [, major = '', minor = ''] = /^iOS (\d+)\.(\d+)/.exec(system) ?? [];
  return major !== '' && Number(major) * 100 + Number(minor) < 1405;
}

const KEY = 'preferences';
const defaults: Preferences = { theme: 'system', text: 'system', region: CITYWIDE };
/** WeChat's standard font size is 17; from 20 on (two steps up) the reader wants large text. */
const LARGE_FONT = 20;

export const preferences = createStore<Preferences>(
  { ...defaults, ...storage.get<Partial<Preferences>>(KEY, {}) },
  (next) => storage.set(KEY, next),
);

/** Written as one choice so that the build drops the other platform's half. */
const surroundingsNow: () => Surroundings =
  process.env.TARO_ENV === 'weapp'
    ? () => {
        const info = Taro.getAppBaseInfo();
        // Taro's type leaves out fontSizeSetting (WeChat base library 2.23.4).
        const { fontSizeSetting = 17 } = info as { fontSizeSetting?: number };
        const gapless = isGapless(Taro.getDeviceInfo().system);
        return { dark: info.theme === 'dark', largeText: fontSizeSetting >= LARGE_FONT, gapless };
      }
    : () => {
        const root = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
        return {
          dark: matchMedia('(prefers-color-scheme: dark)').matches,
          largeText: root >= LARGE_FONT,
          // Grids had `gap` long before flex boxes; Safari learned `inset` in the same version.
          gapless: !CSS.supports('inset', '0'),
        };
      };

const surroundings = createStore<Surroundings>(surroundingsNow());

/** Follows the device's own theme; call once when the app starts. */
export function followDevice(): void {
  const look = () => surroundings.set(surroundingsNow());
  if (process.env.TARO_ENV === 'weapp') Taro.onThemeChange(look);
  else matchMedia('(prefers-color-scheme: dark)').addEventListener('change', look);
}

export interface Appearance {
  dark: boolean;
  large: boolean;
  gapless: boolean;
}

/** The theme and text size that hold, from the reader's choice and the device. */
export function appearanceOf(chosen: Preferences, device: Surroundings): Appearance {
  return {
    gapless: device.gapless,
    dark: chosen.theme === 'system' ? device.dark : chosen.theme === 'dark',
    large: chosen.text === 'system' ? device.largeText : chosen.text === 'large',
  };
}

/** The theme and text size that hold now; the component follows changes. */
export function useAppearance(): Appearance {
  return appearanceOf(useStore(preferences), useStore(surroundings));
}

/** Changes some of the preferences and keeps them on the device. */
export function setPreferences(change: Partial<Preferences>): void {
  preferences.set({ ...preferences.get(), ...change });
}
