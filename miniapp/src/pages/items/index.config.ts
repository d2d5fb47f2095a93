export default definePageConfig({
  navigationBarTitleText: '办事',
  enableShareAppMessage: true,
  enableShareTimeline: true,
  enablePullDownRefresh: true,
  onReachBottomDistance: 200,
});
