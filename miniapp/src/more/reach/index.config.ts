export default definePageConfig({
  navigationBarTitleText: '我能收到吗',
});
