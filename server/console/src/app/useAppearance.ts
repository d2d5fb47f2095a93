import { useLayoutEffect, useSyncExternalStore } from 'react';

const KEY = 'console.appearance';
/** Light or dark, or as the device says. */
export type Appearance = 'auto' | 'light' | 'dark';

const listeners = new Set<() => void>();
const system = window.matchMedia('(prefers-color-scheme: dark)');
const tell = () => listeners.forEach((listener) => listener());

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  system.addEventListener('change', listener);
  return () => {
    listeners.delete(listener);
    system.removeEventListener('change', listener);
  };
}

function chosen(): Appearance {
  const kept = localStorage.getItem(KEY);
  return kept === 'light' || kept === 'dark' ? kept : 'auto';
}

const isDark = () => (chosen() === 'auto' ? system.matches : chosen() === 'dark');

export function chooseAppearance(appearance: Appearance): void {
  localStorage.setItem(KEY, appearance);
  tell();
}

/** The appearance in use; our own styles follow it by the root's attribute. */
export function useAppearance(): { appearance: Appearance; dark: boolean } {
  const appearance = useSyncExternalStore(subscribe, chosen);
  const dark = useSyncExternalStore(subscribe, isDark);
  useLayoutEffect(() => {
    document.documentElement.dataset.theme = dark ? 'dark' : 'light';
  }, [dark]);
  return { appearance, dark };
}
