/** Whether someone asks to be called back, and whether that is all they say. A wrong yes begins a form that nobody wanted, so it is careful. */
import { fold } from './fold.ts';
import { looksLikeComplaint } from './signs.ts';
import { asksForCall, isCourtesy, restOf, turns } from './wish-courtesy.ts';

/** A longer text tells a story, in which a call is only a part. */
const LONGEST = 300;
/** What was, was asked, or is somebody else's doing: 昨天打电话给我了, "someone called me". */
const TOLD =
  /昨天|昨晚|刚才|刚刚|已经|打(?:过|了)|给我打(?:过|了)|了[吗嘛么]|为什么|怎么|\b(?:called|rang|phoned|yesterday|already|keeps? calling|why|how)\b/;

export function wantsCall(text: string): boolean {
  const folded = fold(text);
  if (folded.length > LONGEST || TOLD.test(folded) || looksLikeComplaint(folded)) return false;
  return asksForCall(folded) && !turns(restOf(folded, [], 'Asia/Shanghai'));
}

/** Nothing is said of what it is about. `times`: the words that say when. */
export const saysOnlyCall = (text: string, times: readonly string[]): boolean =>
  isCourtesy(times.reduce((left, words) => left.replace(fold(words), ' '), fold(text)).replaceAll(CALL, ' '));

const CALL = /[回打来](?:个|一个|通)?电话/g;
