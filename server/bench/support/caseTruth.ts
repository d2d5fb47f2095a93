import type { CaseTruth } from '../../test/gazettes/verdict';

/** Documents of one file, in order. */
export const CASE_TRUTH: Readonly<Record<string, CaseTruth>> = {
  'othercity/cites-in-shuozhou.txt': {
    docNo: '朔政发〔2024〕3号',
    issuers: ['朔州市人民政府'],
    cites: ['晋政发〔2023〕8号', '忻政发〔2022〕6号', '同政办发〔2023〕11号', '晋政办发〔2023〕12号'],
    repeals: [],
    effectiveFrom: '2024-07-01',
    effectiveTo: '2029-06-30',
  },
  'txt/a4-19-shuozhou-repeals-provincial.txt': { repeals: ['晋政发〔2019〕38号'], docNo: '朔政发〔2024〕30号' },
  'txt/a6-01-three-stages.txt': { effectiveFrom: '2023-08-08', effectiveTo: '2025-10-09' },
  'txt/a6-03-first-then.txt': { effectiveFrom: '2023-08-08', effectiveTo: '2024-03-31' },
  'txt/b6-01-red.txt': {
    docNo: null,
    kind: '预警信号',
    issuers: ['平坝县气象台'],
    writtenOn: '2024-06-03',
    repeals: [],
    hotlines: [],
    topic: { any: ['alert'] },
  },
  'txt/b6-03-lift.txt': {
    docNo: null,
    kind: '预警信号',
    issuers: ['平坝县气象台'],
    writtenOn: '2024-06-03',
    repeals: [],
    hotlines: [],
    topic: { any: ['alert'] },
  },
  'txt/d7-misprints.txt': { issuers: ['山城市人民检察院', '山城市人民法院'], effectiveFrom: '2024-07-01' },
  'txt/hyphen-u2011.txt': { hotlines: ['0359-6600110'] },
};

/** A notice of another city with that city's own words. */
export function otherCity(character: string): CaseTruth {
  return {
    docNo: `${character}政发〔2024〕3号`,
    title: `${character}州市人民政府关于印发${character}州市电动自行车管理办法的通知`,
    kind: '通知',
    issuers: [`${character}州市人民政府`],
    writtenOn: '2024-05-08',
    effectiveFrom: '2024-07-01',
    effectiveTo: '2029-06-30',
    repeals: [],
    cites: [],
    hotlines: [],
  };
}
