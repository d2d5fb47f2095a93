import type { CityProfile } from './types';

/** 朔州市, Shanxi. Region codes: GB/T 2260; 140671 is the statistical code of the development zone. */
export const shuozhou: CityProfile = {
  city: '朔州市',
  numberPrefixes: {
    朔政发: '朔州市人民政府',
    朔政函: '朔州市人民政府',
    朔政任: '朔州市人民政府',
    朔政通: '朔州市人民政府',
    朔政规: '朔州市人民政府',
    朔政办发: '朔州市人民政府办公室',
    朔政办函: '朔州市人民政府办公室',
    朔政办规: '朔州市人民政府办公室',
  },
  issuers: ['朔州市人民政府', '朔州市人民政府办公室'],
  misreadings: { 溯州: '朔州', 塑州: '朔州', 朔洲: '朔州', 朔卅: '朔州', 溯政: '朔政', 塑政: '朔政', 朔攻: '朔政' },
  regions: [
    { code: '140600', names: ['朔州市'] },
    { code: '140602', names: ['朔城区'] },
    { code: '140603', names: ['平鲁区', '平鲁'] },
    { code: '140621', names: ['山阴县', '山阴'] },
    { code: '140622', names: ['应县'] },
    { code: '140623', names: ['右玉县', '右玉'] },
    { code: '140681', names: ['怀仁市', '怀仁'] },
    { code: '140671', names: ['朔州经济开发区', '经济开发区'] },
  ],
  citywide: ['全市', '我市', '本市', '各县'],
};
