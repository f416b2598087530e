/**
 * Whom an answer to "who was involved?" names: the store's manager, or one person by name. A wrong "yes" hides a case from those who
 * could settle it, so who is only asked for, was absent, or helped, is not named.
 */
import { fold, SCANNED_LENGTH } from './fold.ts';

const MANAGER =
  /店长|店助|店经理|店主管|门店经理|门市经理|分店经理|\b(?:store|shop|branch|assistant)[ -]?managers?\b|\bmanager\b/g;
/** In the words right before: 不是店长, 找了店长, "not the manager", "told the manager". */
const OTHERWISE_BEFORE =
  /(?:不是|并非|不关|除了|找了?|叫了?|问了?|告诉了?|通知了?|联系了?|报告了?|向|跟|请|没有?|无)(?:了|过)?(?:你们|他们|那个|这个|的)*$|\b(?:not|isn't|wasn't|never|without|except|besides|(?:ask|call|tell|inform|contact|look)(?:ed|ing)?(?: for| to| with)?|told|spoke (?:to|with)|reported to|no)(?: the| a| their| your)?(?: store| shop| branch| assistant)? ?$/;
/** In the words right after: 店长不在, 店长道歉了, "the manager was away". */
const OTHERWISE_AFTER =
  /^(?:都|也|很|当时|并|就|已经)*(?:不在|没在|不知|没来|出差|休息|很好|热心|道歉|赔礼|帮|来处理|处理了)|^ (?:was|is|were) (?:not there|away|out|absent|off|on leave|very kind|helpful)|^ (?:wasn't|isn't) (?:there|in)|^ (?:helped|apologi[sz]ed|was not involved)/;

const LOOKED_AROUND = 40;

/** Whether the store's manager, or the assistant, is who it is about. */
export function namesStoreManager(words: string): boolean {
  const folded = fold(words.slice(0, SCANNED_LENGTH));
  for (const match of folded.matchAll(MANAGER)) {
    const clause = (text: string, at: number): string => text.split(/[,，。.;；、!?！？]/).at(at) ?? '';
    const before = clause(folded.slice(Math.max(0, match.index - LOOKED_AROUND), match.index), -1);
    const end = match.index + match[0].length;
    const after = clause(folded.slice(end, end + LOOKED_AROUND), 0);
    if (!OTHERWISE_BEFORE.test(before) && !OTHERWISE_AFTER.test(after)) return true;
  }
  return false;
}

/** The one whose name stands there; undefined also when there are several, since nobody is to be guessed. */
export function namesOne<T extends { name: string | null }>(words: string, people: readonly T[]): T | undefined {
  const folded = fold(words.slice(0, SCANNED_LENGTH));
  const [only, second] = people.filter(({ name }) => name !== null && standsIn(fold(name), folded));
  return second ? undefined : only;
}

/** Names in letters stand alone; of Chinese ones two characters are the least that could be a name. */
function standsIn(name: string, text: string): boolean {
  if ([...name].length < 2) return false;
  if (!/^[\p{Script=Latin}\p{N} .'’-]+$/u.test(name)) return text.includes(name);
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    const around = `${text.charAt(at - 1)}${text.charAt(at + name.length)}`;
    if (!/[\p{Script=Latin}\p{N}]/u.test(around)) return true;
  }
  return false;
}
