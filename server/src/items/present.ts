import type { ItemDetail, ItemSummary } from '@shuozhi/shared/api';
import type { ItemRecord } from './model';

/** An item as it stands in lists. */
export function presentSummary(item: Omit<ItemRecord, 'elements'>): ItemSummary {
  const { _id: id, no, name, type, department, handledBy } = item;
  return { id, no, name, type, department, handledBy };
}

/**
 * An item as residents open it.
 * @param noticeId id of the notice it rests on, null while that is not in the database
 * @param sameName items of the same name under other departments
 */
export function presentDetail(item: ItemRecord, noticeId: string | null, sameName: ItemSummary[]): ItemDetail {
  return {
    ...presentSummary(item),
    catalogue: item.catalogue,
    basis: { ...item.basis, noticeId },
    elements: item.elements,
    sameName,
    updatedAt: item.updatedAt.toISOString(),
  };
}
