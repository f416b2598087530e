/** Whether someone asks to be called back, and whether that is all they say. A wrong yes begins a form that nobody wanted, so it is careful. */
import { fold, foldAligned } from './fold.ts';
import { looksLikeComplaint } from './signs.ts';
import { asksForCall, isCourtesy, restOf, turns } from './wish-courtesy.ts';
import { findWishPieces, parseWishes } from './wish-phrases.ts';
import { roleOf } from './wish-roles.ts';

/** A longer text tells a story, in which a call is only a part. */
const LONGEST = 300;
/** What was, was asked, or is somebody else's doing: 昨天打电话给我了, "someone called me". */
const TOLD =
  /昨天|昨晚|刚才|刚刚|已经|说好|一直|老是|总是|经常|推销|骚扰|未接|打(?:过|了)|给我打(?:过|了)|了[吗嘛么]|为什么|怎么|什么时候(?:给|打|回)|\b(?:called|rang|phoned|yesterday|already|keeps? calling|why|how|said|promised|will you|did you|have you)\b/;
/** Somebody else is to be called, or calls: 打电话给我老公, "the driver will call me". */
const OTHERS =
  /(?:打电话|打)(?:给|俾|畀)我(?:老[公婆]|爸|妈|儿子|女儿|先生|太太|同事|朋友|家人|店长|店员|的?员工)|\b(?:the|my|your) (?:driver|courier|store|shop|staff) (?:will|should|would|is going to) (?:call|ring|phone)\b/;

const CALLED = '(?:打(?:电话|给|俾|畀|过?来|过?嚟|返|扰|了|啦|喇|(?=$|[\\s,。!]))|致电|来电|回电|电话|拨打|电联|call)';
/** Whatever they are about: no call at all. */
const NEVER = new RegExp(
  [
    `(?:不要|勿|别|唔好|停止)(?:你们?|您)?(?:再|继续|一直|老是)?(?:给|俾|畀|跟|和)?(?:我们?)?再?${CALLED}`,
    '电话(?:就|请)?(?:别|不要)(?:再)?打',
    "(?<!\\b(?:they|he|she|you|we|people|staff) )\\b(?:do not|don['’]?t)(?: (?:please|ever|you|even|want you to|want to be|want (?:a|any)|wish to be|like being)){0,2} (?:call(?:ing|ed|s)?|ring(?:ing)?|phone(?:d)?(?: calls?)?|phoning|telephone)\\b",
    '\\b(?:never (?:call|ring|phone)|stop (?:call|ring|phon)ing)\\b|\\b(?:rather|prefer) not(?: to)?(?: be| get)? (?:called|call|rung|phoned|ring|phone)',
    '\\bno (?:phone )?calls\\b(?! (?:back|yet|so far|since|from|were|was))',
  ].join('|'),
);
/** "You may call me again", 可以再给我打电话了. */
const ALLOWS =
  /(?:可以|欢迎)(?:再|继续|重新|恢复)(?:给我|跟我|同我)?(?:打电话|打给我|致电|来电|回电|打来)|可以(?:给我)?(?:打电话|致电|来电)(?:给我)?(?:了|啦|喇)|\b(?:you (?:can|may)|feel free to) (?:call|ring|phone) me again\b|\bcalls are (?:fine|ok|okay|welcome) again\b/;

const REFUSES = new RegExp(
  [
    `(?:不要|不用|不必|不需要|无需|毋[须需]|勿|别|唔好|唔使|唔需要|停止)(?:你们?|您)?(?:再|继续|一直|老是)?(?:给|俾|畀|跟|和)?(?:我们?)?再?${CALLED}`,
    '电话(?:就|请)?(?:别|不要|不用)(?:再)?打',
    '取消(?:我|[^,。]{0,6}的)?(?:的)?(?:回电|电话|来电|通话|预约)',
    "(?<!\\b(?:they|he|she|you|we|people|staff) )\\b(?:do not|don['’]?t)(?: (?:please|ever|bother|you|even|want you to|want to be|want (?:a|any)|need (?:a|any)|wish to be|like being)){0,2} (?:call(?:ing|ed|s|back)?|ring(?:ing)?|phone(?:d)?(?: calls?)?|phoning|telephone)\\b",
    '\\bnever (?:call|ring|phone)\\b|\\b(?:no need|not necessary|unnecessary)(?: for you)?(?: to|,)? (?:call|ring|phone)',
    '\\bstop (?:call|ring|phon)ing\\b|\\b(?:rather|prefer) not(?: to)?(?: be| get)? (?:called|call|rung|phoned|ring|phone)',
    '\\bno (?:phone )?calls\\b(?! (?:back|yet|so far|since|from|were|was))',
    "\\bcancel (?:my |the |that |this |tomorrow['’]s |today['’]s )?(?:phone )?(?:call|callback|call back)\\b",
  ].join('|'),
);

export function wantsCall(text: string): boolean {
  const folded = foldAligned(text);
  const words = folded.text.trim();
  if (words.length > LONGEST || !asksForCall(words) || TOLD.test(words) || OTHERS.test(words)) return false;
  if (REFUSES.test(words) || looksLikeComplaint(words)) return false;
  // A no that is said of a time leaves the wish as it is: any day but Friday.
  const { known, phrases } = parseWishes(findWishPieces(folded, true), folded.text);
  const refused = phrases.map((phrase) => roleOf(folded.text, phrase)).filter(({ role }) => role === 'refused');
  const spans = [...known, ...refused].toSorted((a, b) => a.start - b.start);
  return !turns(restOf(folded.text, spans, 'Asia/Shanghai'));
}

/** Whether someone does not want to be called, or not then: 别再给我打电话了, "don't call, write". */
export function refusesCall(text: string): boolean {
  const folded = fold(text);
  return folded.length <= LONGEST && REFUSES.test(folded) && !looksLikeComplaint(folded);
}

/** Whether it holds for all calls, and for good: a no to one that is booked, or to a time, is none to all. */
export function refusesAllCalls(text: string): boolean {
  if (!refusesCall(text) || !NEVER.test(fold(text))) return false;
  const aligned = foldAligned(text);
  return parseWishes(findWishPieces(aligned, true), aligned.text).phrases.length === 0;
}

export function allowsCalls(text: string): boolean {
  const folded = fold(text);
  return folded.length <= LONGEST && ALLOWS.test(folded) && !refusesCall(text);
}

/** Nothing is said of what it is about. `times`: the words that say when. */
export const saysOnlyCall = (text: string, times: readonly string[]): boolean =>
  isCourtesy(times.reduce((left, words) => left.replace(fold(words), ' '), fold(text)).replaceAll(CALL, ' '));

const CALL =
  /[回打来约](?:个|一个|通|返)?电话|预约(?:回电|通话)?|\b(?:callback|quick|schedule|arrange|book|request|need|bell|cal)\b/g;
