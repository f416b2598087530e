/**
 * A time that puts another one right: "no, Wednesday", 改成下午四点, "half an hour later". What it leaves out is as it was: a day keeps the time,
 * and a time keeps the day.
 */
import { Temporal } from 'temporal-polyfill';
import { fold } from './fold.ts';
import { startOfWeek } from './time-calendar.ts';
import { readWish, type Wish, type WishAnswer, type WishContext } from './wish.ts';
import { readShift } from './wish-shift.ts';

/** A no counts only where something parts it from what follows: 不要周三 and "no Wednesday" say the opposite. */
const NO = String.raw`(?:no|nope|oh no|not (?:that|then)|不|不是|不对|不行|错了|唔系|唔得)(?:\s*[,.;:!?，。；：！？、…~—-]+\s*|\s+(?=sorry|wait|actually|rather|make|改|换))`;
/** What is said on the way to it: "sorry, make it", 不好意思，改成. A length of time after 推迟 is a shift, and is read as one. */
const ON_THE_WAY = [
  'oh|wait|sorry|actually|rather|better|hmm+|i meant?',
  '(?:(?:can|could) (?:we|you|i) )?(?:make (?:it|that)|(?:change|move|shift|push|bring)(?: it| that| this| the call)?(?: back| forward)? to)',
  "how about|what about|let['’]s say",
  '等等|等一下|抱歉|对不起|不好意思|哦|噢|还是|要不|那就?|我是说|我说的是|应该是',
  String.raw`请?(?:帮我)?(?:改|换|挪|推迟|提前|延(?![后迟]))(?:成|为|到|在|至)?(?!\s?(?:半|\d+\s?(?:分|个|小时|天)|[一二两三四五六七八九十]+(?:个|分|小时|天|周|星期|刻)))`,
  '(?:keep|on) the (?:same )?(?:day|date),? (?:but|and|just)?',
  '(?:日子|日期|那天|天数)(?:不变|不改|照旧|一样)',
];
const LEAD = new RegExp(String.raw`^(?:${NO}|(?:${ON_THE_WAY.join('|')})[\s,.;:，。；：、…]*)`);
/** "Not Wednesday, Friday", 不是周三，是周五, "3pm is too early, 5". */
const NOT_THIS =
  /^(?:(?:不是|not)\s?[^,，。]{1,16}|[^,，。]{1,20}(?:太[早晚迟]了?|\btoo (?:early|late)))[,，。]\s*(?:是|而是|应该是|but|it['’]s)?\s*/;
const SAME_TIME =
  /[\s,]*(?:(?:at |keep )?(?:the )?same time|(?:(?:同样|同一)(?:个)?(?:时间|时候)|时间(?:不变|一样|照旧|不改))|同样时间)[\s,]*/;
const NEXT_WEEK = /^(?:the )?next week$|^下(?:个)?(?:周|星期|礼拜)$/;
const TAIL =
  /[\s,，]*(?:instead|rather|is better|would be better|suits me better|please|更好|比较好|可以吗|行吗|好吗|吧)[.!?。！？]*$/;
/** More is a story. */
const LONGEST = 80;

/** The words without what leads to them. */
function bare(words: string): string {
  let left = fold(words.trim()).replace(NOT_THIS, '').replace(TAIL, '');
  for (let times = 0; times < 4; times += 1) {
    const next = left.replace(LEAD, '').trim();
    if (next === left || next === '') break;
    left = next;
  }
  return left.replace(TAIL, '').replace(/[.!。！\s]+$/, '');
}

/** Alone it is as likely that of a button. */
const isNumber = (words: string): boolean => /^\d+$/.test(words.trim());

const isDay = ({ precision }: Wish): boolean => precision === 'day';

interface Agreed {
  from: Temporal.PlainDateTime;
  until: Temporal.PlainDateTime;
}

/** The time of day of what was agreed, as it is written. */
function clockOf({ from, until }: Agreed): string {
  const [begins, ends] = [from, until].map((at) => at.toPlainTime().toString().slice(0, 5));
  return from.until(until).total('minutes') === POINT_MINUTES ? `${begins}` : `${begins}-${ends}`;
}

/** Undefined where it is not a move by so much. */
function moved(said: string, was: Agreed, context: WishContext): WishAnswer | undefined {
  const shift = readShift(said);
  if (!shift) return undefined;
  const [from, until] = [was.from.add(shift), was.until.add(shift)];
  return readWish(`${from.toPlainDate().toString()} ${clockOf({ from, until })}`, context);
}

/** `was`: what stands so far. Undefined when the words are not about a time alone. */
export function readCorrection(
  words: string,
  was: { from: string; until: string },
  context: WishContext,
): WishAnswer | undefined {
  if (words.length > LONGEST) return undefined;
  const [from, until] = [was.from, was.until].map((at) =>
    Temporal.Instant.from(at).toZonedDateTimeISO(context.zone).toPlainDateTime(),
  );
  const lead = bare(words);
  const said = bare(lead.replace(SAME_TIME, ' '));
  if (!from || !until || said === '' || isNumber(fold(words))) return undefined;
  const agreed = { from, until };
  const shifted = moved(said, agreed, context);
  if (shifted) return shifted;
  if (said !== lead && NEXT_WEEK.test(said)) {
    const today = Temporal.Instant.from(context.now).toZonedDateTimeISO(context.zone).toPlainDate();
    const day = startOfWeek(today).add({ days: 6 + from.dayOfWeek });
    return readWish(`${day.toString()} ${clockOf(agreed)}`, context);
  }
  return isNumber(said) ? readAnew(`at ${said}`, agreed, context) : readAnew(said, agreed, context);
}

/** Whether what they say no to is what was agreed: then others are to be proposed. */
function refuses(answer: Extract<WishAnswer, { problem: 'not-understood' }>, { from, until }: Agreed): boolean {
  const [begins, ends] = [from, until].map((at) => at.toString({ smallestUnit: 'minute' }));
  const named = answer.named?.some((one) => begins && ends && one.localFrom < ends && begins < one.localUntil);
  return named === true && answer.instead?.why === 'refused' && answer.instead.whole;
}

/** With the day or the time of what was agreed, where the words leave it out. */
function readAnew(said: string, agreed: Agreed, context: WishContext): WishAnswer | undefined {
  const { from, until } = agreed;
  const alone = readWish(said, context);
  const date = from.toPlainDate().toString();
  const there = readWish(`${date} ${said}`, context);
  // Courtesy beside a day is nothing but that day, and so is the day once more. What any day could be said beside, such as "whenever", names none.
  const after = from.toPlainDate().add({ days: 1 }).toString();
  const elsewhere = readWish(`${after} ${said}`, context);
  const namesNone = 'ok' in elsewhere && elsewhere.ok.localFrom.startsWith(after);
  const widens = 'ok' in alone && (namesNone || !alone.ok.localFrom.startsWith(date));
  if ('ok' in there && (!isDay(there.ok) || widens)) return there;
  const days = 'ok' in alone ? [alone.ok] : alone.problem === 'ambiguous' ? alone.candidates : [];
  if (days.length > 0 && days.every(isDay) && from.toPlainDate().equals(until.toPlainDate())) {
    const kept = readWish(`${said} ${clockOf(agreed)}`, context);
    if ('ok' in kept || kept.problem === 'ambiguous') return kept;
  }
  if ('problem' in alone && alone.problem === 'not-understood') return refuses(alone, agreed) ? alone : undefined;
  return 'problem' in alone && alone.problem === 'too-far' ? undefined : alone;
}

/** A point is waited for so long. */
const POINT_MINUTES = 30;
