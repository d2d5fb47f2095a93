import { deviceStorage } from '../../test/mocks/taro';
import { appearanceOf, setPreferences, type Preferences } from './preferences';

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
  expect(appearanceOf(choice, device)).toEqual(expected);
});

test('a choice is kept on the device beside the others', () => {
  setPreferences({ text: 'large' });
  setPreferences({ region: '140623' });
  expect(JSON.parse(deviceStorage.get('preferences') ?? '')).toMatchObject({ text: 'large', region: '140623' });
});
