export default definePageConfig({
  navigationBarTitleText: '通知',
  enableShareAppMessage: true,
  enableShareTimeline: true,
  enablePullDownRefresh: true,
  onReachBottomDistance: 600,
});
