/** Goods that a store has received (F12), as headquarters reports them: whoever received them is called some days later. No I/O. */

/** One aggregate: `seq` is the number of its newest journal entry. */
export interface Delivery {
  /** Follows from the reference. */
  id: string;
  seq: number;
  /** Headquarters' own, such as the number of the delivery note; unique without regard to case. */
  reference: string;
  outletId: string;
  /** Day 0 of the window, YYYY-MM-DD. */
  receivedOn: string;
  /** Who is called. */
  personId: string;
  /** Where the goods belong to a case, whose reporter is called. */
  caseId: string | null;
  /** The callback is planned as this says. */
  planned: boolean;
  createdAt: string;
}

/** What headquarters may say anew of a delivery that is known: the day, and who received it. */
export const differs = (
  a: Pick<Delivery, 'outletId' | 'receivedOn' | 'personId' | 'caseId'>,
  b: Pick<Delivery, 'outletId' | 'receivedOn' | 'personId' | 'caseId'>,
): boolean =>
  a.outletId !== b.outletId || a.receivedOn !== b.receivedOn || a.personId !== b.personId || a.caseId !== b.caseId;
