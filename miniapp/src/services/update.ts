import Taro from '@tarojs/taro';

/** WeChat only: when a new version has been fetched, asks once whether to restart into it. */
export function offerUpdate(): void {
  if (process.env.TARO_ENV === 'weapp') {
    const manager = Taro.getUpdateManager();
    manager.onUpdateReady(() => {
      void Taro.showModal({ title: '朔知有新版本', content: '现在重启，马上使用新版本？', confirmText: '重启' }).then(
        ({ confirm }) => confirm && manager.applyUpdate(),
      );
    });
  }
}
