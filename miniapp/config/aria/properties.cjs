/**
 * Accessibility attributes that WeChat understands (base library 2.7.1 and later) and Taro's templates leave out.
 * Read twice: by the build, which writes the WXML templates, and by the runtime, which must number them alike.
 */
const aria = {
  'aria-role': '',
  'aria-label': '',
  'aria-live': '',
  'aria-hidden': '',
  'aria-checked': '',
  'aria-selected': '',
  'aria-disabled': '',
  'aria-expanded': '',
};

module.exports = {
  View: aria,
  Text: { 'aria-role': '', 'aria-label': '', 'aria-hidden': '' },
  Button: { 'aria-label': '' },
  Input: { 'aria-label': '' },
  Image: { 'aria-label': '' },
};
