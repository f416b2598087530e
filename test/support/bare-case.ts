/** What a case has not that nobody has done anything about yet. */
import type { Case } from '../../src/domain/case.ts';

export const BARE_CASE = {
  cause: null,
  assigneeId: null,
  takenOverBy: null,
  outcome: null,
  answeredAt: null,
  confirmedAt: null,
  severity: null,
  startedAt: null,
  department: null,
  question: null,
  cancelled: null,
  clock: null,
  respondBy: null,
  respondedAt: null,
  rating: null,
  aboutIds: null,
  confidential: null,
  reopened: null,
  search: null,
  hearing: null,
} satisfies Partial<Case>;
