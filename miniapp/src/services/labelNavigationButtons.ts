/** Taro draws the browser's navigation bar without names or keys for its buttons. */
const buttons = [
  ['.taro-navigation-bar-back', '返回'],
  ['.taro-navigation-bar-home', '回到首页'],
] as const;

/** Gives the buttons of the browser's navigation bar a role, a name and a key. Does nothing in WeChat. */
export function labelNavigationButtons(): void {
  if (process.env.TARO_ENV === 'weapp') return;
  for (const [selector, name] of buttons) {
    const button = document.querySelector<HTMLElement>(selector);
    if (!button) continue;
    button.setAttribute('role', 'button');
    button.setAttribute('aria-label', name);
    button.tabIndex = 0;
    button.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' || event.key === ' ') button.click();
    });
  }
}
