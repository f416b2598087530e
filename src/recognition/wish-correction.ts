/**
 * A time that puts another one right: "no, Wednesday", 改成下午四点, "rather at five". What it leaves out is as it was: a day keeps the time,
 * and a time keeps the day.
 */
import { Temporal } from 'temporal-polyfill';
import { fold } from './fold.ts';
import { readWish, type Wish, type WishAnswer, type WishContext } from './wish.ts';

/** A no counts only where something parts it from what follows: 不要周三 and "no Wednesday" say the opposite. */
const LEAD =
  /^(?:(?:no|nope|oh no|不|不是|不对|不行|错了|唔系|唔得)(?:\s*[,.;:!?，。；：！？、…~—-]+\s*|\s+(?=sorry|wait|actually|rather|make|改|换))|(?:oh|wait|sorry|actually|rather|better|hmm+|i meant?|(?:(?:can|could) (?:we|you|i) )?(?:make (?:it|that)|(?:change|move|shift) (?:it |that |this |the call )?to)|how about|what about|let['’]s say|等等|等一下|抱歉|对不起|不好意思|哦|噢|还是|要不|那就?|我是说|我说的是|应该是|请?(?:帮我)?(?:改|换|挪|推迟|提前|延)(?:成|为|到|在|至)?)[\s,.;:，。；：、…]*)/;
/** "Not Wednesday, Friday", 不是周三，是周五. */
const NOT_THIS = /^(?:不是|not)\s?[^,，。]{1,16}[,，。]\s*(?:是|而是|应该是|but|it['’]s)?\s*/;
const TAIL =
  /[\s,，]*(?:instead|rather|is better|would be better|suits me better|please|更好|比较好|可以吗|行吗|好吗)[.!?。！？]*$/;
/** More is a story. */
const LONGEST = 80;

/** The words without what leads to them. */
function bare(words: string): string {
  let left = fold(words.trim()).replace(NOT_THIS, '');
  for (let times = 0; times < 4; times += 1) {
    const next = left.replace(LEAD, '').trim();
    if (next === left || next === '') break;
    left = next;
  }
  return left.replace(TAIL, '');
}

const isDay = ({ precision }: Wish): boolean => precision === 'day';

/** `was`: what stands so far. Undefined when the words are not about a time alone. */
export function readCorrection(
  words: string,
  was: { from: string; until: string },
  context: WishContext,
): WishAnswer | undefined {
  if (words.length > LONGEST) return undefined;
  const said = bare(words);
  const [from, until] = [was.from, was.until].map((at) =>
    Temporal.Instant.from(at).toZonedDateTimeISO(context.zone).toPlainDateTime(),
  );
  // A number alone is as likely that of a button.
  if (!from || !until || said === '' || /^\d+$/.test(said)) return undefined;
  const alone = readWish(said, context);
  const date = from.toPlainDate().toString();
  const there = readWish(`${date} ${said}`, context);
  // Courtesy beside a day is nothing but that day, and so is the day once more.
  const widens = 'ok' in alone && !alone.ok.localFrom.startsWith(date);
  if ('ok' in there && (!isDay(there.ok) || widens)) return there;
  const days = 'ok' in alone ? [alone.ok] : alone.problem === 'ambiguous' ? alone.candidates : [];
  if (days.length > 0 && days.every(isDay) && from.toPlainDate().equals(until.toPlainDate())) {
    const [begins, ends] = [from, until].map((at) => at.toPlainTime().toString().slice(0, 5));
    const isPoint = from.until(until).total('minutes') === POINT_MINUTES;
    const kept = readWish(`${said} ${isPoint ? begins : `${begins}-${ends}`}`, context);
    if ('ok' in kept || kept.problem === 'ambiguous') return kept;
  }
  return 'problem' in alone && (alone.problem === 'not-understood' || alone.problem === 'too-far') ? undefined : alone;
}

/** A point is waited for so long. */
const POINT_MINUTES = 30;
