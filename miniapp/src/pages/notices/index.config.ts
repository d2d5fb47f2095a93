export default definePageConfig({
  navigationBarTitleText: '朔知',
  enablePullDownRefresh: true,
  onReachBottomDistance: 200,
});
