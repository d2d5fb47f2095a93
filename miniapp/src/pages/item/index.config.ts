export default definePageConfig({
  navigationBarTitleText: '办事事项',
  enableShareAppMessage: true,
  enableShareTimeline: true,
});
