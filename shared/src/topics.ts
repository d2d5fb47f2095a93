/** Topics (订阅主题) a document is filed under and a resident subscribes to, in the order of display. */
export const TOPICS = [
  { id: 'alert', name: '应急预警', example: '暴雨、暴雪、重污染天气预警' },
  { id: 'fire', name: '防火禁火', example: '森林草原禁火令、禁放烟花爆竹' },
  { id: 'epidemic', name: '疫情防控', example: '防控措施、返乡登记' },
  { id: 'health', name: '医疗医保', example: '医疗服务、药品采购、医保待遇' },
  { id: 'environment', name: '生态环境', example: '大气治理、清洁取暖、水污染防治' },
  { id: 'safety', name: '安全生产', example: '自建房整治、隐患举报奖励' },
  { id: 'transport', name: '交通出行', example: '客运调整、道路管制、车辆检验' },
  { id: 'education', name: '教育培训', example: '招生入学、校园安全、职业培训' },
  { id: 'welfare', name: '社保民生', example: '残疾儿童康复、养老、就业、殡葬' },
  { id: 'housing', name: '住房城建', example: '水电气暖收费、城市管理、物业' },
  { id: 'business', name: '惠企营商', example: '企业帮扶、减免房租、招商政策' },
  { id: 'market', name: '市场监管', example: '食品药品、产品质量、标准' },
  { id: 'resources', name: '能源农林水', example: '煤炭、粮食、农业、水利' },
  { id: 'culture', name: '文旅文物', example: '旅游、非物质文化遗产、文物保护' },
  { id: 'government', name: '政务公开', example: '行政审批、执法主体、规范性文件' },
  { id: 'personnel', name: '人事机构', example: '任免、领导小组、工作分工' },
  { id: 'planning', name: '规划统计', example: '五年规划、重点项目、人口普查' },
] as const;

export type TopicId = (typeof TOPICS)[number]['id'];
export const TOPIC_IDS = TOPICS.map((topic) => topic.id) as [TopicId, ...TopicId[]];

const names = new Map<string, string>(TOPICS.map((topic) => [topic.id, topic.name]));

/** The Chinese name of a topic; the id itself when it is not one of ours. */
export function topicName(id: string): string {
  return names.get(id) ?? id;
}
