/**
 * What part a named time plays: most are wished for, others are refused (周三不行, "any day but Friday") or belong to a story (周一买的,
 * "I paid on Monday"). Over folded text; every repeat is bounded.
 */
import type { Phrase } from './wish-phrases.ts';

export type Role = 'wished' | 'refused' | 'told';

export interface Played {
  role: Role;
  /** With the words that say so. */
  start: number;
  end: number;
}

/** How far from a time such words may begin or end. */
const NEAR = 32;

const STORY = '买|购买|订|订购|预订|下单|收到?|签收|到货|发货|寄|付款?|拿|拿到|报修|投诉|反映|打|打来|来|去|发生|坏';
const TOLD_AFTER = new RegExp(`^\\s?(?:就|在[^,，。]{0,6})?(?:${STORY})(?:的|嘅|了|咗|过)(?!话)`);
const TOLD_BEFORE =
  /\b(?:bought|paid|ordered|purchased|received|called|rang|phoned|emailed|wrote|complained|visited|delivered|arrived|came|went|spoke|promised)\b[^,;.!?]{0,24}$/;
const REFUSED_BEFORE =
  /(?:除(?:了|开|咗|去|却)?|(?:请)?(?:不要|别|勿|唔好|不想|避免)(?:在|喺)?|不是|唔系|避开|\b(?:except|but not)(?: for)?(?: on)?|\b(?:any|every|all)\w*(?: \w{1,12}){0,2} but(?: not)?|\bnot(?: on| in the| at)?|\bno|\bavoid|\bother than|\bapart from|\bexcluding|\banything but) ?$/;
const BUSY = '放假|午休|开会|上班|上课|休息|出差|请假|值班|午睡|睡觉';
/** After a time: 周三不行, 周三请避开, "Wednesday doesn’t suit me", "Wednesday is out", 周三，哦不. */
const REFUSALS = [
  String.raw`(?:[都也就]?(?:${[
    `不行|不可以?|不能|不方便|不得闲?|没空|没时间|没有空|不在|有事|在?要?(?:${BUSY})`,
    '很?忙|满了|唔得闲?|唔方便|冇时间|冇空|(?:不要|别|勿|唔好)(?=打|来电|致电|联|call)|不要',
    '除外|以外|之外|外',
  ].join('|')})|[,\s]*请?(?:避开|跳过))`,
  String.raw`\s?(?:(?:does|do|will|would|is|are|ca|wo)n['’]?o?t|(?:does|do|will|would|is|are|can) ?not|is no|won['’]t|can['’]t)(?: really)?(?: (?:work|suit|good|do|possible|free|convenient|available|an option))?(?: for me)?`,
  String.raw`\s(?:is|are)(?: too)? (?:out|bad|off|impossible|difficult|busy)`,
  String.raw`[\s,]*(?:哦|噢|啊|呃)不[,\s]`,
  String.raw`[\s,]*(?:no,? wait|scratch that|sorry,? i mean|i mean)`,
];
/** 所以请别打给我: belongs to the refusal. */
const NO_CALL = String.raw`(?:[,\s]{0,2}(?:所以)?请?(?:别|不要|勿|唔好)再?(?:打|联系|来电|致电)?(?:给我|过来|电话)?)?`;
const REFUSED_AFTER = new RegExp(
  String.raw`^[\s,]?(?:的?(?:时间|时候))?(?:我们?)?(?:${REFUSALS.join('|')})(?:了|的|啦)?${NO_CALL}`,
);

/** Whether what follows says no to the time that ends here. */
export const isExcused = (text: string, end: number): boolean => REFUSED_AFTER.test(text.slice(end, end + NEAR));

export function roleOf(text: string, { start, end }: { start: number; end: number }): Played {
  const before = text.slice(Math.max(0, start - NEAR), start);
  const after = text.slice(end, end + NEAR);
  if (TOLD_AFTER.test(after) || TOLD_BEFORE.test(before)) return { role: 'told', start, end };
  const refusal = REFUSED_BEFORE.exec(before)?.[0] ?? '';
  const excuse = REFUSED_AFTER.exec(after)?.[0] ?? '';
  const role = refusal === '' && excuse === '' ? 'wished' : 'refused';
  return { role, start: start - refusal.length, end: end + excuse.length };
}

/** A no before the first of several days or after the last of them is one to all: "not Monday or Tuesday", 周一和周二都不行. */
export function withRoles(text: string, phrases: readonly Phrase[]): { phrase: Phrase; played: Played }[] {
  const each = phrases.map((phrase) => ({ phrase, played: roleOf(text, phrase) }));
  const isLinked = (phrase: Phrase | undefined): boolean => phrase?.link === 'or' || phrase?.link === 'and';
  const refuse = (one: { phrase: Phrase; played: Played } | undefined): void => {
    if (one?.played.role === 'wished') one.played = { ...one.played, role: 'refused' };
  };
  each.forEach(({ phrase, played }, index) => {
    if (played.role === 'refused' && played.start < phrase.start && isLinked(phrases[index + 1]))
      refuse(each[index + 1]);
  });
  for (let index = each.length - 1; index > 0; index -= 1) {
    const one = each[index];
    const isAfter = one !== undefined && one.played.role === 'refused' && one.played.end > one.phrase.end;
    if (isAfter && isLinked(one.phrase)) refuse(each[index - 1]);
  }
  return each;
}
