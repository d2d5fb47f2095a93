export default definePageConfig({
  navigationBarTitleText: '通知',
  enablePullDownRefresh: true,
  onReachBottomDistance: 600,
  enableShareAppMessage: true,
  enableShareTimeline: true,
});
