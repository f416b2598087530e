/** Whatever several people do, in whatever order: it is answered, nothing is set aside, and an open form shows its question. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { BUTTON_ID_MAX_BYTES } from '../../src/core/message.ts';
import { LANGUAGES } from '../../src/domain/person.ts';
import { anyCharacters } from '../support/any-characters.ts';
import { type Chat, type ChatOptions, chatRoom, type Speaker } from '../support/flows.ts';
import { progress } from '../support/language-check.ts';

const open = chatRoom();

const PEOPLE = ['franchisee', 'neighbour', 'prospect', 'desk', 'desk2'] as const;

/** Likely words, so that conversations get somewhere. */
const WORDS = [
  ...'我要投诉 牛奶是酸的 顾客本人 顧客本人 昨天下午3点 明天 BJ001 朝阳陆店 跳过 返回 取消 重复 人工 是 不 提交 修改 1 2 3 商品'.split(
    ' ',
  ),
  ...'13800138000 010-88888888 138 hello thanks yes no back skip cancel repeat help person Continue'.split(' '),
  'The till charged me too much yesterday at 3 pm in BJ001, call 13800138000',
  '3/2/2026',
  'I want to complain',
  '记者已经报道了',
  '',
  '\u200b',
];
const COMMANDS = ['complaint', 'cases', 'language', 'cancel', 'help', 'start', 'queue', 'claim', 'case', 'nonsense'];
const CASE_COMMANDS = ['reply', 'note', 'resolve', 'claim', 'case', 'takeover', 'handback'];

interface Step {
  who: (typeof PEOPLE)[number];
  act(chat: Chat, person: Speaker): Promise<unknown>;
  text: string;
  [fc.toStringMethod](): string;
}

const words = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...WORDS) },
  { weight: 1, arbitrary: anyCharacters(60) },
  { weight: 1, arbitrary: fc.constantFrom(0, 1, 2).map((size) => '投'.repeat([100, 2001, 9000][size] ?? 0)) },
);

/** One of the newest buttons that anyone was shown, perhaps with a character changed. */
const press = fc.record({
  from: fc.oneof(
    { weight: 5, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary: fc.constantFrom(...PEOPLE) },
  ),
  index: fc.oneof({ weight: 4, arbitrary: fc.nat(3) }, { weight: 1, arbitrary: fc.nat(60) }),
  change: fc.option(fc.record({ at: fc.nat(30), to: fc.string({ maxLength: 2 }) }), { freq: 8 }),
});

const step: fc.Arbitrary<Step> = fc
  .record({
    who: fc.constantFrom(...PEOPLE, 'franchisee', 'desk'),
    what: fc.oneof(
      { weight: 3, arbitrary: fc.nat(10).map((turns) => ({ type: 'cooperates' as const, turns })) },
      { weight: 5, arbitrary: words.map((text) => ({ type: 'says' as const, text })) },
      { weight: 6, arbitrary: press.map((button) => ({ type: 'presses' as const, ...button })) },
      {
        weight: 2,
        arbitrary: fc
          .tuple(fc.constantFrom(...COMMANDS), fc.option(words, { freq: 2 }))
          .map(([name, rest]) => ({ type: 'says' as const, text: `/${name} ${rest ?? ''}` })),
      },
      {
        weight: 2,
        arbitrary: fc
          .tuple(fc.constantFrom(...CASE_COMMANDS), fc.nat(3), fc.option(words, { freq: 2 }))
          .map(([name, index, rest]) => ({ type: 'case' as const, name, index, rest: rest ?? '' })),
      },
      {
        weight: 1,
        arbitrary: fc
          .tuple(
            fc.constantFrom('complaint', 'reply', 'x'),
            fc.dictionary(fc.constantFrom('what', 'when', 'phone', 'complainant', 'text', 'z'), words),
          )
          .map(([form, values]) => ({ type: 'submits' as const, form, values })),
      },
      { weight: 1, arbitrary: fc.constantFrom(1, 13, 30).map((hours) => ({ type: 'waits' as const, hours })) },
      { weight: 1, arbitrary: fc.constant({ type: 'sticker' as const }) },
    ),
  })
  .map(({ who, what }): Omit<Step, typeof fc.toStringMethod> => {
    const text = JSON.stringify(what).slice(0, 120);
    switch (what.type) {
      case 'says':
        return { who, text, act: (_, person) => person.says(what.text) };
      case 'presses':
        return {
          who,
          text,
          act: (chat, person) => {
            const seen = (what.from ? chat[what.from] : person).all().toReversed();
            const ids = seen.flatMap((shown) => shown.buttons ?? []).map(({ id }) => id);
            const id = ids[what.index % Math.max(ids.length, 1)] ?? 'none';
            const { at, to } = what.change ?? { at: id.length, to: '' };
            return person.forges(id.slice(0, at) + to + id.slice(what.change ? at + 1 : at));
          },
        };
      case 'case':
        return {
          who,
          text,
          act: async (chat, person) => {
            const numbers = (await chat.cases()).map(({ number }) => number);
            const number = numbers[what.index % Math.max(numbers.length, 1)] ?? 'C-1';
            await person.says(`/${what.name} ${number} ${what.rest}`);
            await chat.fireTimers('handover.sync');
          },
        };
      case 'submits':
        return { who, text, act: (_, person) => person.submits(what.form, what.values) };
      case 'waits':
        return {
          who,
          text,
          act: async (chat, person) => {
            chat.passHours(what.hours);
            await chat.fireTimers();
            await person.says('/help');
          },
        };
      case 'cooperates':
        return {
          who,
          text,
          act: async (_, person) => {
            for (let turn = 0; turn <= what.turns; turn += 1) await person.says(await goodAnswer(person));
          },
        };
      case 'sticker':
        return { who, text, act: (_, person) => person.does({ type: 'message', text: '', unsupported: ['sticker'] }) };
      default:
        return what satisfies never;
    }
  })
  .map((one) => ({ ...one, [fc.toStringMethod]: () => `${one.who} ${one.text}` }));

const GOOD_ANSWERS: Record<string, string> = {
  when: '昨天下午3点',
  outlet: 'BJ001',
  phone: '13800138000',
  shopperPhone: '13900139000',
  complainant: '1',
  group: '2',
  cause: '1',
  intake: '1',
  outcome: '1',
};

/** What someone says who wants to get on: answers what is open, sends what is reviewed, opens what is wanted. */
async function goodAnswer(person: Speaker): Promise<string> {
  const top = (await person.frames()).at(-1) as OpenForm | undefined;
  if (!top?.draft) return '我要投诉';
  if (top.state.before !== 'none') return '1';
  return top.state.at?.field ? (GOOD_ANSWERS[top.state.at.field] ?? '牛奶是酸的') : '是';
}

const options: fc.Arbitrary<ChatOptions> = fc.record({
  language: fc.constantFrom(...LANGUAGES, null),
  deskLanguage: fc.constantFrom(...LANGUAGES),
  immediate: fc.boolean(),
});

interface OpenForm {
  draft: string | null;
  state: { at?: { field?: string }; before?: string; turn?: number };
}

/** Questions that may stand without a button. */
const PLAIN = ['what', 'text', 'department'];

/** The buttons of the open question carry the turn of the stored state. */
async function showsItsQuestion(person: Speaker): Promise<boolean> {
  const top = (await person.frames()).at(-1) as OpenForm | undefined;
  if (!top?.draft || top.state.before === 'resume' || PLAIN.includes(top.state.at?.field ?? '')) return true;
  const id = `f:${top.draft.slice(0, 8)}:${top.state.turn}:`;
  return person.all().some(({ buttons = [] }) => buttons.some((button) => button.id.startsWith(id)));
}

/** A colleague writes with them, so the bot keeps silent. */
const isTakenOver = async (person: Speaker): Promise<boolean> =>
  (await person.frames()).some(({ flow }) => flow === 'handover');

it('is answered', async () => {
  await fc.assert(
    fc.asyncProperty(options, fc.array(step, { minLength: 30, maxLength: 60, size: 'max' }), async (setting, steps) => {
      const chat = await open(setting);
      try {
        for (const { who, act, text } of steps) {
          const person = chat[who];
          await act(chat, person);
          const silent = await isTakenOver(person);
          if (!silent) expect(person.heard().length, `${who} ${text}`).toBeGreaterThan(0);
          for (const { text: said } of person.heard()) expect(said.trim(), `${who} ${text}`).not.toBe('');
          expect(silent || (await showsItsQuestion(person)), `${who} ${text}: ${person.hears()}`).toBe(true);
        }
        expect(await chat.failed()).toEqual([]);
        const shown = PEOPLE.flatMap((name) => chat[name].all());
        for (const [position, total] of progress(shown)) expect(position).toBeLessThanOrEqual(total);
        for (const { buttons = [] } of shown) {
          for (const { id, label } of buttons) {
            expect(Buffer.byteLength(id)).toBeLessThanOrEqual(BUTTON_ID_MAX_BYTES);
            expect(label).not.toBe('');
          }
        }
      } finally {
        await chat.close();
      }
    }),
    { numRuns: Number(process.env.FUZZ_RUNS ?? 5) },
  );
});
