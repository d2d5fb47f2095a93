import type { ViewProps } from '@tarojs/components';

export interface Meaning {
  role?:
    | 'button'
    | 'link'
    | 'switch'
    | 'checkbox'
    | 'radio'
    | 'heading'
    | 'status'
    | 'alert'
    | 'tab'
    | 'list'
    | 'img'
    | 'group';
  label?: string;
  checked?: boolean;
  selected?: boolean;
  disabled?: boolean;
  expanded?: boolean;
  /** Changes are read aloud when the reader pauses. */
  live?: boolean;
  /** Decoration: not read at all. */
  hidden?: boolean;
  /** Of a heading. */
  level?: number;
}

const inBrowser = process.env.TARO_ENV === 'h5';

/** Lets the keyboard reach something that is not a button, e.g. a table that scrolls. Browsers only. */
export const reachable = (inBrowser ? { tabIndex: 0 } : {}) as Partial<ViewProps>;

/**
 * What a screen reader is told, as WeChat (`aria-role` …) and browsers (`role` …) want it. Attributes that do not
 * hold are left out, since WeChat reads an empty one aloud.
 */
export function aria(meaning: Meaning): Partial<ViewProps> {
  const told: Record<string, string | number | undefined> = {
    [inBrowser ? 'role' : 'ariaRole']: meaning.role,
    ariaLabel: meaning.label,
    ariaChecked: flag(meaning.checked),
    ariaSelected: flag(meaning.selected),
    ariaDisabled: flag(meaning.disabled),
    ariaExpanded: flag(meaning.expanded),
    ariaLive: meaning.live ? 'polite' : undefined,
    ariaHidden: meaning.hidden ? 'true' : undefined,
    ariaLevel: inBrowser && meaning.role === 'heading' ? String(meaning.level ?? 2) : undefined,
  };
  return Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined));
}

function flag(value: boolean | undefined): string | undefined {
  return value === undefined ? undefined : String(value);
}
