/** What people got: receipts with number and promise, every answer, in their language; and nothing of what is for others. */
import { Converter } from 'opencc-js';
import type { Message } from '../../src/core/message.ts';
import { LANGUAGES, type Language } from '../../src/domain/person.ts';
import type { Evidence } from './evidence.ts';
import { managesIt, reads } from './readers.ts';
import type { Life } from './recount.ts';
import { ALL_WORDS } from './words.ts';
import { DESK } from './world.ts';

const shown = ({ text, facts = [], buttons = [] }: Message): string =>
  [text, ...facts.map(({ label, value }) => `${label}: ${value}`), ...buttons.map(({ label }) => label)].join('\n');

/** As the clock on the wall shows it there. */
const clockAt = (ms: number, zone: string): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(ms);

const dayAt = (ms: number, zone: string): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone: zone, day: 'numeric' }).format(ms);

const WITH_WORDS = new Set(['reply', 'ask', 'resolve', 'close', 'decide']);
const NAMING = new Set(['assign', 'claim', 'takeover']);
const WITH_NUMBER = new Set(['claim', 'assign', 'refer', 'readout', 'check', 'hear', 'final']);

export function checkAnswers(evidence: Evidence, lives: readonly Life[]): string[] {
  const named = new Set<string>();
  return lives.flatMap(({ case: current, moments }) => {
    const owner = evidence.actors.get(current.personId);
    const zone = owner?.zone ?? 'Asia/Shanghai';
    return moments.flatMap(({ entry, told }): string[] => {
      const got = (evidence.sentBy.get(entry.eventId) ?? [])
        .filter(({ threadId }) => threadId === current.threadId)
        .map(({ message }) => shown(message));
      const what = `${current.number} ${entry.kind} at ${entry.at}`;
      const has = (part: string): boolean => got.some((text) => text.includes(part));
      if (entry.kind === 'filed') {
        if (!has(current.number)) return [`${what}: no receipt with the number`];
        // Praise is not answered, it is read out.
        if (current.kind === 'suggestion') return has(dayAt(told.due, zone)) ? [] : [`${what}: no day is promised`];
        if (
          current.kind !== 'praise' &&
          !got.some((text) => text.includes(current.number) && text.includes(clockAt(told.due, zone)))
        )
          return [`${what}: the receipt does not say ${clockAt(told.due, zone)}: ${got[0]}`];
        return [];
      }
      const words = typeof entry.body.text === 'string' ? entry.body.text : '';
      if (WITH_WORDS.has(entry.kind) && !has(words)) return [`${what}: the person did not get it`];
      // Who gets it after a shift has ended is the desk's matter: an assignment by the program is told the first time.
      const again = entry.kind === 'assign' && entry.actorId === null && named.has(current.id);
      if (NAMING.has(entry.kind)) named.add(current.id);
      if (WITH_NUMBER.has(entry.kind) && !again && !has(current.number))
        return [`${what}: the person did not hear of it`];
      return [];
    });
  });
}

const toSimplified = Converter({ from: 'tw', to: 'cn' });
const toTraditional = Converter({ from: 'cn', to: 'tw' });
/** Characters that both scripts have, though a converter that sees one alone may change them. */
const SHARED = new Set('么里面只后台干系回准游余于向表采征志制周卷合扣布蒙松尽托才谷'.split(''));
const EVERYWHERE = [/简体中文|繁體中文|简体|繁體/g];

function strangeTo(language: Language, text: string): string {
  if (language === 'en') return (text.match(/\p{Script=Han}+/gu) ?? []).join(' ');
  // Names and commands are in Latin letters; whole sentences are not.
  if (!/\p{Script=Han}/u.test(text) && /[a-z]{2,} [a-z]{2,} [a-z]{2,}/.test(text)) return 'English';
  const convert = language === 'zh-Hans' ? toSimplified : toTraditional;
  return (text.match(/\p{Script=Han}/gu) ?? []).filter((one) => !SHARED.has(one) && convert(one) !== one).join('');
}

/** At the desk everyone is answered in their own language, so one of them must be it. */
export function checkLanguage({ reads: read, readers }: Evidence): string[] {
  const seen = new Map<string, string>();
  return read
    .flatMap(({ threadId, message }) => {
      const languages = [readers.get(threadId)?.language ?? LANGUAGES].flat();
      const name = `${languages.join()} ${shown(message)}`;
      const known = seen.get(name);
      if (known !== undefined) return known;
      let text = shown(message);
      for (const words of ALL_WORDS) text = text.replaceAll(words, ' ');
      for (const pattern of EVERYWHERE) text = text.replaceAll(pattern, ' ');
      const strange = languages.map((language) => strangeTo(language, text));
      const wrong = strange.includes('') ? '' : `not in ${languages[0]}: ${strange[0]} in ${text.slice(0, 300)}`;
      seen.set(name, wrong);
      return wrong;
    })
    .filter((wrong) => wrong !== '');
}

/** Some have asked for a person without a word. */
const tells = (text: string, words: string): boolean => words !== '' && text.includes(words);

/** Whoever reads a number may know of the case. */
export function checkSecrets(evidence: Evidence, lives: readonly Life[]): string[] {
  const byNumber = new Map(lives.map((life) => [life.case.number, life]));
  const found = evidence.reads.flatMap(({ at, threadId, outboxId, message }) => {
    const text = shown(message);
    const numbers = new Set(text.match(/C-\d+/g));
    const ms = Date.parse(at);
    return [...numbers].flatMap((number): string[] => {
      const life = byNumber.get(number);
      const told = life?.at(ms);
      if (!life || !told) return number === 'C-1042' ? [] : [`${number} is named at ${at}, but there is none`];
      const { case: current } = life;
      if (threadId === DESK.id) {
        const bare =
          !message.facts?.length &&
          !message.buttons?.some(({ id }) => !id.startsWith('d:')) &&
          !tells(text, current.words);
        return told.confidential && !bare
          ? [`${number} is confidential, and the desk reads at ${at}: ${text.slice(0, 200)}`]
          : [];
      }
      const reader = evidence.readers.get(threadId);
      if (!reader) return [`${number} is named in a thread of nobody`];
      if (reader.id === current.personId || reader.id === told.respondent) return [];
      if (reads(reader, current, told)) return [];
      // A word without more: of what was theirs, or that the press asks about their store.
      const had = life.moments.some((moment) => moment.at <= ms && moment.told.assignee === reader.id);
      const bare = !message.facts?.length && !tells(text, current.words);
      if (bare && !told.about.includes(reader.id) && (had || managesIt(reader, current.outletId))) return [];
      const acted = life.moments.some((moment) => moment.at === ms && moment.entry.actorId === reader.id);
      // Whoever names a number reads it again.
      if (bare && (acted || outboxId === null)) return [];
      return [`${number} is nothing for ${reader.person.name}, who reads at ${at}: ${text.slice(0, 300)}`];
    });
  });
  return [...found, ...lives.flatMap((life) => checkHidden(evidence, life))];
}

/** F40: the other side never learns who reported it. */
function checkHidden({ reads: read, actors, world }: Evidence, { case: current, moments }: Life): string[] {
  const other = moments.at(-1)?.told.respondent;
  const thread = other && actors.get(other)?.place.id;
  const reporter = actors.get(current.personId);
  if (current.kind !== 'dispute' || !thread || !reporter || current.facts.showName === 'yes') return [];
  const outlet = world.outlets.find(({ id }) => id === current.outletId);
  const national = (reporter.person.phone ?? '').slice(-8);
  const tells = [reporter.person.name ?? '', national, outlet?.code ?? '', outlet?.name ?? ''].filter(
    (one) => one !== '',
  );
  return read
    .filter(({ threadId }) => threadId === thread)
    .flatMap(({ at, message }) => {
      const text = shown(message);
      const bare = text.replaceAll(/[\s()-]/g, '');
      const told = tells.find((one) => text.includes(one) || bare.includes(one));
      return told ? [`${current.number}: the other side reads ${told} at ${at}`] : [];
    });
}
