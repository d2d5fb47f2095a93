export default definePageConfig({
  navigationBarTitleText: '朔知',
  enableShareAppMessage: true,
  enableShareTimeline: true,
  enablePullDownRefresh: true,
  onReachBottomDistance: 200,
});
