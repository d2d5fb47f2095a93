/**
 * The city this installation serves. Another city changes this file (and the importer's profile), not code.
 * Codes: GB/T 2260; 140671 is the statistical code of the development zone.
 */
export const city = {
  name: '朔州市',
  regions: [
    { code: '140600', name: '全市' },
    { code: '140602', name: '朔城区' },
    { code: '140603', name: '平鲁区' },
    { code: '140621', name: '山阴县' },
    { code: '140622', name: '应县' },
    { code: '140623', name: '右玉县' },
    { code: '140681', name: '怀仁市' },
    { code: '140671', name: '朔州经济开发区' },
  ],
  /** The department that accepts (受理) every item of the 2020 catalogue; supervision (监管) stayed where it was. */
  approvalBureau: '朔州市行政审批服务管理局',
  /** Numbers every resident may call. */
  publicHotline: '12345',
} as const;
