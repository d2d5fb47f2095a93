import { city } from '@shuozhi/shared';
import catalogue from '../../data/items-2020.json';
import { Items, UNKNOWN_ELEMENTS } from './model';

const CATALOGUE = '2020';
/** The notice that moved the items to the approval bureau; the catalogue is its annex. */
const BASIS = {
  docNo: '朔政发〔2020〕7号',
  title: '朔州市人民政府关于印发首批划转市行政审批服务管理局行政许可及关联事项目录的通知',
};

/**
 * Brings the catalogue of 2020 into the database. Running it again changes nothing; elements that staff filled in stay.
 * @returns how many items were new or corrected
 */
export async function seedItems(now: Date): Promise<number> {
  const standing = new Map((await Items.find({ catalogue: CATALOGUE }).lean()).map((item) => [item._id, item]));
  const writes = catalogue.flatMap(({ no, name, type, department }) => {
    const _id = `${CATALOGUE}-${no}`;
    const known = standing.get(_id);
    if (known && known.name === name && known.type === type && known.department === department) return [];
    const facts = { catalogue: CATALOGUE, no, name, type, department, handledBy: city.approvalBureau, basis: BASIS };
    return [
      {
        updateOne: {
          filter: { _id },
          update: { $set: { ...facts, updatedAt: now }, $setOnInsert: { elements: UNKNOWN_ELEMENTS } },
          upsert: true,
        },
      },
    ];
  });
  if (writes.length === 0) return 0;
  await Items.bulkWrite(writes, { ordered: false });
  return writes.length;
}
