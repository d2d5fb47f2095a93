import { deviceStorage } from '../../test/mocks/taro';
import { appearanceOf, isGapless, setPreferences, type Preferences } from './preferences';

const chosen = (theme: Preferences['theme'], text: Preferences['text']): Preferences => ({
  theme,
  text,
  region: '140600',
});

test.each([
  ['the device decides', chosen('system', 'system'), { dark: true, largeText: true }, { dark: true, large: true }],
  [
    'light and standard overrule it',
    chosen('light', 'standard'),
    { dark: true, largeText: true },
    { dark: false, large: false },
  ],
  [
    'dark and 关怀模式 overrule it',
    chosen('dark', 'large'),
    { dark: false, largeText: false },
    { dark: true, large: true },
  ],
])('%s', (_name, choice, device, expected) => {
  expect(appearanceOf(choice, { ...device, gapless: false })).toEqual({ ...expected, gapless: false });
});

test.each([
  ['iOS 13.7', true],
  ['iOS 14.4.2', true],
  ['iOS 14.5', false],
  ['iOS 17.0', false],
  ['Android 13', false],
])('%s needs margins in place of gaps: %s', (system, expected) => {
  expect(isGapless(system)).toBe(expected);
});

test('a choice is kept on the device beside the others', () => {
  setPreferences({ text: 'large' });
  setPreferences({ region: '140623' });
  expect(JSON.parse(deviceStorage.get('preferences') ?? '')).toMatchObject({ text: 'large', region: '140623' });
});
