import type { CivilDate, Moment } from '@shuozhi/shared';
import type { Block } from '@shuozhi/shared/api';

/** What search needs to know of a notice; the notices room's record fits. */
export interface SearchableNotice {
  _id: string;
  status: string;
  exercise: boolean;
  docNo: string | null;
  title: string;
  issuers: string[];
  summary: string | null;
  writtenOn: CivilDate | null;
  effectiveFrom: CivilDate | null;
  effectiveTo: CivilDate | null;
  startsAt: Moment | null;
  endsAt: Moment | null;
  repealedOn: CivilDate | null;
  hotlines: string[];
  blocks: Block[];
  attachments: { title: string }[];
  listedAt: Date | null;
  changedAt: Date;
}
