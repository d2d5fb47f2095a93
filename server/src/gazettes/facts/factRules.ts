import type { KeyFact } from '@shuozhi/shared/api';

/** How sentences of one kind of fact are recognised. */
export interface FactRule {
  kind: KeyFact['kind'];
  label: string;
  /** The sentence itself says it … */
  sentence: RegExp;
  /** … or it stands under such a heading (and looks like `underHeading`). */
  heading?: RegExp;
  underHeading?: RegExp;
  /** Sentences that only look like it. */
  not?: RegExp;
  /** Only in documents that speak to the public (通告, 公告, 令). */
  /** In other documents the sentence must say this too. */
  otherwise?: RegExp;
  publicOnly: boolean;
  limit: number;
  confidence: number;
}

/** Sentences that tell offices what to do are no facts for residents. */
const OFFICES =
  /^(?:各级|各县|各部门|各乡|各有关|各责任|市直|县级|市级|相关部门|有关部门|[\u4e00-\u9fa5、]{2,30}(?:部门|局|委员会|办公室|政府|机关)(?:应当|要|负责|必须|不得))/;

/** One rule a kind, in the order residents read them. */
export const FACT_RULES: readonly FactRule[] = [
  {
    kind: 'area',
    label: '范围',
    sentence:
      /东至.{1,40}(?:西|南|北)至|(?:禁火|禁燃|禁放|禁牧|管控|限行|封闭)区(?:域)?(?:为|包括|：)|为禁(?:火|燃|放|牧|渔|猎)区/,
    heading: /^(?:[^，]{0,12})(?:范围|区域|路段)$/,
    publicOnly: true,
    limit: 8,
    confidence: 0.9,
  },
  {
    kind: 'forbidden',
    label: '禁止',
    sentence: /(?:严禁|禁止|不得|不准|不许|一律关闭|暂停|停止)[\u4e00-\u9fa5]/,
    not: /^(?:根据|按照|为|依据)|禁止(?:燃放)?[^，]{0,20}(?:区域|工作)的?(?:主管|范围)|决定在/,
    publicOnly: true,
    limit: 15,
    confidence: 0.9,
  },
  {
    kind: 'required',
    label: '要求',
    sentence: /(?:必须|应当|须在|须于|须持|应在|应于|一律(?!关闭)|主动[\u4e00-\u9fa5]{0,8}(?:报告|申报|登记))/,
    not: OFFICES,
    publicOnly: true,
    limit: 12,
    confidence: 0.85,
  },
  {
    kind: 'audience',
    label: '对象',
    sentence:
      /^本(?:办法|细则|规定|通告|方案|政策|措施|制度)[^，。]{0,10}适用于|(?:救助|补贴|补助|支持|奖励|资助|保障|服务|申报|接种|招生|适用)对象(?:为|是|主要为|包括|：)/,
    heading: /^(?:[\u4e00-\u9fa5]{0,6})(?:对象|适用范围|适用对象)$/,
    publicOnly: false,
    limit: 4,
    confidence: 0.9,
  },
  {
    kind: 'penalty',
    label: '处罚',
    sentence:
      /处(?:以)?[^，。]{0,30}罚款|予以处罚|给予处罚|依法(?:予以|给予)?(?:处罚|查处|处理)|追究[^，。]{0,16}责任|行政拘留/,
    not: OFFICES,
    otherwise: /罚款|拘留|刑事责任|予以处罚|给予处罚/,
    publicOnly: false,
    limit: 6,
    confidence: 0.85,
  },
  {
    kind: 'amount',
    label: '金额',
    sentence:
      /(?:救助|补助|补贴|奖励|给予|资助|报销|收费|标准|贴息|扶持|最高|不超过)[^。；]{0,60}\d+(?:\.\d+)?(?:万|亿)?元|\d+(?:\.\d+)?(?:万|亿)?元(?:\/|／|每)?[^。；]{0,20}(?:救助|补助|补贴|奖励|资助)/,
    not: /完成投资|总投资|产值|收入\d|预算|经费合计|亿元以上的项目|增长|年均|十[二三四]五|积极争取/,
    publicOnly: false,
    limit: 12,
    confidence: 0.85,
  },
  {
    kind: 'deadline',
    label: '截止',
    sentence:
      /(?:(?:申报|申请|报名|缴纳|登记|办理|提交|领取|认领|自查|备案|报送)[^。；]{0,30}(?:\d+月\d+日|\d+个?工作日|\d+日|\d+个月)(?:前|内|之前|以前)|(?:\d+月\d+日|\d+个?工作日|\d+个月)(?:前|内|之前|以前)[^。；]{0,24}(?:申报|申请|报名|缴纳|登记|办理|提交|领取|认领)|截止(?:时间|日期)?(?:为|至|到|：))/,
    not: OFFICES,
    publicOnly: false,
    limit: 6,
    confidence: 0.8,
  },
];
