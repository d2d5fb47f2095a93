export default definePageConfig({
  navigationBarTitleText: '叫应责任人',
  enablePullDownRefresh: true,
});
