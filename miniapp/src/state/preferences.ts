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
        return { dark: info.theme === 'dark', largeText: fontSizeSetting >= LARGE_FONT };
      }
    : () => {
        const root = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
        return { dark: matchMedia('(prefers-color-scheme: dark)').matches, largeText: root >= LARGE_FONT };
      };

const surroundings = createStore<Surroundings>(surroundingsNow());

/** Follows the device's own theme; call once when the app starts. */
export function followDevice(): void {
  const look = () => surroundings.set(surroundingsNow());
  if (process.env.TARO_ENV === 'weapp') Taro.onThemeChange(look);
  else matchMedia('(prefers-color-scheme: dark)').addEventListener('change', look);
}

/** The theme and text size that hold, from the reader's choice and the device. */
export function appearanceOf(chosen: Preferences, device: Surroundings): { dark: boolean; large: boolean } {
  return {
    dark: chosen.theme === 'system' ? device.dark : chosen.theme === 'dark',
    large: chosen.text === 'system' ? device.largeText : chosen.text === 'large',
  };
}

/** The theme and text size that hold now; the component follows changes. */
export function useAppearance(): { dark: boolean; large: boolean } {
  return appearanceOf(useStore(preferences), useStore(surroundings));
}

/** Changes some of the preferences and keeps them on the device. */
export function setPreferences(change: Partial<Preferences>): void {
  preferences.set({ ...preferences.get(), ...change });
}
