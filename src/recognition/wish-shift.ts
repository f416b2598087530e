/** How far a time that was agreed is to be moved: "half an hour later", 提前一天, "the day after". Over folded text without courtesy around it. */
import { ago, CHINESE_SPAN } from './time-chinese.ts';
import { ENGLISH_SPAN, span } from './time-english.ts';
import type { Meaning } from './time-words.ts';

export interface Shift {
  days: number;
  minutes: number;
}

/** `ago` and `span` count back; a shift counts on. */
function shiftOf(meaning: Meaning | undefined, sign: 1 | -1): Shift | undefined {
  if (meaning?.minutesAgo !== undefined) return { days: 0, minutes: -sign * meaning.minutesAgo };
  const { date } = meaning ?? {};
  if (date?.of !== 'offset' || (date.unit !== 'days' && date.unit !== 'weeks')) return undefined;
  return { days: sign * date.amount * (date.unit === 'weeks' ? 7 : 1), minutes: 0 };
}

const IT = '(?: it| that| this| the call)?';
const SHIFTS: readonly (readonly [pattern: RegExp, read: (match: RegExpMatchArray) => Shift | undefined])[] = [
  [
    new RegExp(`^(?:(?:再)?[晚迟]|推迟|延[后迟]|往后(?:推|延|挪)|后推|推后)(?:个)?${CHINESE_SPAN}$`),
    (match) => shiftOf(ago(match, -1), 1),
  ],
  [new RegExp(`^(?:再?早|提[前早]|往前(?:挪|提)|提早)(?:个)?${CHINESE_SPAN}$`), (match) => shiftOf(ago(match, -1), -1)],
  [new RegExp(`^(?:by )?${ENGLISH_SPAN} (?:later|after(?: that)?)$`), (match) => shiftOf(span(match, -1), 1)],
  [
    new RegExp(`^(?:by )?${ENGLISH_SPAN} (?:earlier|before(?: that)?|sooner)$`),
    (match) => shiftOf(span(match, -1), -1),
  ],
  [
    new RegExp(`^(?:push|move|put|shift|postpone|delay)${IT}(?: back| on)?(?: by)? ${ENGLISH_SPAN}$`),
    (match) => shiftOf(span(match, -1), 1),
  ],
  [
    new RegExp(`^(?:bring|move|pull)${IT} (?:forward|up)(?: by)? ${ENGLISH_SPAN}$`),
    (match) => shiftOf(span(match, -1), -1),
  ],
  [
    /^(?:the )?(?:day after(?: that)?|next day|following day)$|^(?:后一天|第二天|隔天|次日|翌日)$/,
    () => ({ days: 1, minutes: 0 }),
  ],
  [/^(?:the )?(?:day before(?: that)?|previous day)$|^前一[天日]$/, () => ({ days: -1, minutes: 0 })],
  [/^(?:the )?week after(?: that)?$|^(?:再)?下一(?:周|星期|个?礼拜)$/, () => ({ days: 7, minutes: 0 })],
];

export function readShift(words: string): Shift | undefined {
  for (const [pattern, read] of SHIFTS) {
    const match = pattern.exec(words);
    if (match) return read(match);
  }
  return undefined;
}
