import { ELEMENTS_FILE_LIMIT, elementsImportInput, elementsImportReport, type StaffAccount } from '@shuozhi/shared/api';
import { route, type Guard, type Route } from '../http';
import { importElements } from './elements/importElements';

interface ItemsStaffDeps {
  guard: Guard<StaffAccount>;
  /** Called after an import that stored something: caches and followers are told. */
  onImported: () => Promise<unknown>;
}

/** Staff calls on items. */
export function itemsStaffRoutes({ guard, onImported }: ItemsStaffDeps): Route[] {
  return [
    route({
      method: 'post',
      path: '/staff/items/elements',
      summary: 'Import elements (办事指南要素) of items from a CSV or XLSX table; checks only unless dryRun is false',
      tag: 'items',
      guard,
      body: elementsImportInput,
      bodyLimit: ELEMENTS_FILE_LIMIT * 1.4,
      response: elementsImportReport,
      audit: 'items.elements',
      handler: async ({ body, principal, note }) => {
        const bytes = Buffer.from(body.content, 'base64');
        const report = await importElements(
          { bytes, format: body.format },
          { dryRun: body.dryRun, by: principal.name, now: new Date() },
        );
        const stored = report.dryRun ? 0 : report.changed.length;
        note(stored > 0 ? { detail: `${stored}` } : null);
        if (stored > 0) await onImported();
        return report;
      },
    }),
  ];
}
