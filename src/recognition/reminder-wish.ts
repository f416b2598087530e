/** "Remind me every five days", 别再提醒: how often someone wants to be reminded to go on, said by itself. Careful, since it is acted upon. */
import { fold } from './fold.ts';
import { readNumber } from './numerals.ts';

const STOP =
  /^(?:please )?(?:stop (?:the |these |those )?remind(?:ers|ing)(?: me)?|no more reminders|(?:do not|don['’]t) remind me(?: any ?more| again)?)$|^请?(?:不要|别|不用|停止|取消|不需要)再?(?:给我)?提醒我?了?$/;
const EVERY =
  /^(?:please )?remind me (?:(?<weekly>weekly|every week)|every (?<other>other day)|(?:every|each) (?:(?<days>\w+) days|(?<weeks>\w+) weeks))$|^请?每(?:隔)?(?:(?<perWeek>周|星期)|(?<perDays>\S{1,3})天|(?<perWeeks>\S{1,2})(?:周|个星期))提醒我?(?:一次)?$/;

/** In days; 0: no more. Undefined: the words are about something else. */
export function readReminderWish(words: string): number | undefined {
  const text = fold(words.trim()).replace(/[\s.。!！]+$/u, '');
  if (STOP.test(text)) return 0;
  const said = EVERY.exec(text)?.groups;
  if (!said) return undefined;
  if (said.weekly ?? said.perWeek) return 7;
  if (said.other) return 2;
  const weeks = said.weeks ?? said.perWeeks;
  const count = readNumber(weeks ?? said.days ?? said.perDays ?? '');
  return count === undefined || count < 1 || !Number.isInteger(count)
    ? undefined
    : count * (weeks === undefined ? 1 : 7);
}
