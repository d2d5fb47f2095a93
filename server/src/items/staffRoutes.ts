import { ELEMENTS_FILE_LIMIT, elementsImportInput, elementsImportReport, type StaffAccount } from '@shuozhi/shared/api';
import { presentChange } from '../approvals';
import { route, type Guard, type Route } from '../http';
import { importElements, proposedItems } from './elements/importElements';

/** Staff calls on items. */
export function itemsStaffRoutes({ guard }: { guard: Guard<StaffAccount> }): Route[] {
  return [
    route({
      method: 'post',
      path: '/staff/items/elements',
      summary:
        'Propose elements (办事指南要素) of items from a CSV or XLSX table; checks only unless dryRun is false; another person approves',
      tag: 'items',
      guard,
      body: elementsImportInput,
      bodyLimit: ELEMENTS_FILE_LIMIT * 1.4,
      response: elementsImportReport,
      audit: 'items.elements',
      handler: async ({ body, principal, note }) => {
        const bytes = Buffer.from(body.content, 'base64');
        const author = body.dryRun ? null : principal;
        const { report, change } = await importElements({ bytes, format: body.format }, { author, now: new Date() });
        note(change && { target: change.target, detail: proposedItems(report, change) });
        return { ...report, change: change && presentChange(change) };
      },
    }),
  ];
}
