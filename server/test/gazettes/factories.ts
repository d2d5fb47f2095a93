import type { CityProfile } from '../../src/gazettes/profile';

/** An invented city with a profile of its own; test data only. */
export const chengjiang: CityProfile = {
  city: '澄江市',
  numberPrefixes: { 澄政发: '澄江市人民政府', 澄政办发: '澄江市人民政府办公室' },
  issuers: ['澄江市人民政府', '澄江市人民政府办公室'],
  misreadings: { 橙江: '澄江' },
  regions: [
    { code: '990100', names: ['澄江市'] },
    { code: '990102', names: ['东浦区'] },
    { code: '990121', names: ['上杨县'] },
  ],
  citywide: ['全市', '我市'],
};

/** A document of the invented gazette as its parts, so that tests can lay it out in many ways. */
export interface SyntheticDocument {
  issuers: string[];
  matter: string;
  docNo: string;
  addressees: string | null;
  paragraphs: string[];
  signature: string[];
  issued: string[];
}

/** A public ban, a notice that issues rules, and a joint notice of departments. */
export const syntheticDocuments: SyntheticDocument[] = [
  {
    issuers: ['澄江市人民政府'],
    matter: '关于东湖水域禁止垂钓和捕捞的通告',
    docNo: '澄政发〔2021〕4号',
    addressees: null,
    paragraphs: [
      '为保护东湖水域生态环境，根据有关法律法规的规定，结合我市实际，现就有关事项通告如下：',
      '一、禁渔期限',
      '2021年3月1日至2021年6月30日。',
      '二、禁渔范围',
      '东湖全部水域及其岸线以外五十米以内的区域。',
      '三、禁止以任何方式垂钓、捕捞；禁止携带渔具进入上述区域。违反本通告规定的，由农业农村部门依法予以处罚。',
      '四、发现违法行为的，可以拨打举报电话：0990-2216688。',
    ],
    signature: ['澄江市人民政府', '2021年2月18日'],
    issued: [],
  },
  {
    issuers: ['澄江市人民政府办公室'],
    matter: '关于印发《澄江市公共自行车管理办法》的通知',
    docNo: '澄政办发〔2021〕11号',
    addressees: '各县（区）人民政府，市直各有关单位',
    paragraphs: ['《澄江市公共自行车管理办法》已经市人民政府同意，现印发给你们，请认真贯彻执行。'],
    signature: ['澄江市人民政府办公室', '2021年5月6日'],
    issued: [
      '澄江市公共自行车管理办法',
      '第一章 总则',
      '第一条 为了方便群众短途出行，规范公共自行车的使用和管理，制定本办法。',
      '第二条 本办法适用于本市行政区域内公共自行车的租借、停放、维护和管理活动。',
      '第二章 附则',
      '第三条 本办法自2021年7月1日起施行，有效期五年。《澄江市公共自行车暂行规定》（澄政办发〔2015〕30号）同时废止。',
    ],
  },
  {
    issuers: ['澄江市财政局', '澄江市民政局'],
    matter: '关于提高城乡低保标准的通知',
    docNo: '澄财社〔2021〕27号',
    addressees: '各县（区）财政局、民政局',
    paragraphs: [
      '为保障困难群众基本生活，经市人民政府同意，决定提高我市城乡最低生活保障标准，现通知如下：',
      '一、城市低保标准提高到每人每月720元，农村低保标准提高到每人每年6480元。',
      '二、本通知自印发之日起执行。',
    ],
    signature: ['澄江市财政局', '澄江市民政局', '2021年9月2日'],
    issued: [],
  },
];

/** The lines of a synthetic document in the order of a gazette: issuers, title, number, addressees, text, signature. */
export function linesOf(document: SyntheticDocument): string[] {
  return [
    ...document.issuers,
    document.matter,
    document.docNo,
    ...(document.addressees === null ? [] : [`${document.addressees}：`]),
    ...document.paragraphs,
    ...document.signature,
    ...document.issued,
  ];
}

/** The whole invented gazette: a contents list and the documents. */
export function syntheticGazette(documents: readonly SyntheticDocument[] = syntheticDocuments): string {
  const contents = documents.flatMap(({ issuers, matter, docNo }, index) => [
    `${issuers.join('')}${matter}`,
    `${docNo}..... ${index * 4 + 1}`,
  ]);
  return ['澄江市人民政府公报', '目 录', ...contents, '', ...documents.flatMap(linesOf)].join('\n');
}
