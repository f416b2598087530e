/** A short chaos of the platforms' adapters, and proof that it would notice one that is broken; `npm run chaos` has the long one. */
import { describe, expect, it } from 'vitest';
import { postgresAnswers } from '../../support/postgres.ts';
import { gather, runPlatform } from './part.ts';
import { ANSWERS, type Break, type Counts, check, type Evidence } from './said.ts';

const hasPostgres = await postgresAnswers({ silent: true });
const SEED = 20_261_122;
const SOUND = { lost: 0, duplicated: 0, torn: 0, unsent: 0, outOfOrder: 0, details: [] };

describe('a platform that fails while processes die', { concurrent: true, skip: !hasPostgres }, () => {
  it.each(['telegram', 'slack'] as const)('loses and doubles nothing on %s', async (platform) => {
    const result = await runPlatform({ platform, seed: SEED, kills: 2, chats: 3, messages: 3 });
    expect(result).toMatchObject({ ...SOUND, accepted: 9, kills: 2 });
  });

  it.each([
    ['early-ack', 'lost'],
    ['send-twice', 'duplicated'],
  ] as const)('is noticed where an adapter does it wrong: %s', async (broken: Break, count: keyof Counts) => {
    const calm = { kills: 0, chats: 4, messages: 4, processes: 1, kind: true } as const;
    const evidence = await gather({ platform: 'telegram', seed: SEED, broken, ...calm });
    expect(check(evidence)[count]).toBeGreaterThan(0);
  });
});

function sound(): Evidence {
  const said = new Map([['1', ['1', '2']]]);
  const texts = ['1', '2'].flatMap((words) => ANSWERS.map((answer) => `${words} ${answer}`));
  const rows = texts.map((text, index) => ({ id: text, chat: '1', seq: index + 1, text, status: 'sent' }));
  const shown = texts.map((text, index) => ({ chat: '1', text, at: 1000 * (index + 1) }));
  return { said, rows, shown, lostAnswers: new Set(), kills: [], exactlyOnce: false, inOrder: true };
}

describe('the checker of the platforms’ chaos', () => {
  it('finds nothing where nothing is wrong, and excuses what could not be known', () => {
    expect(check(sound())).toMatchObject({ ...SOUND, accepted: 2, resent: 0 });
    const { shown, ...rest } = sound();
    const again = [...shown, { chat: '1', text: '2 kept', at: 9000 }];
    expect(check({ ...rest, shown: again })).toMatchObject({ duplicated: 1, resent: 1 });
    expect(check({ ...rest, shown: again, kills: [5000] })).toMatchObject({ ...SOUND, resent: 1 });
    expect(check({ ...rest, shown: again, lostAnswers: new Set(['1 2 kept']) })).toMatchObject({ ...SOUND, resent: 1 });
    expect(check({ ...rest, shown: again, kills: [5000], exactlyOnce: true })).toMatchObject({ duplicated: 1 });
  });

  it.each<[what: string, count: keyof Counts, tamper: (evidence: Evidence) => Partial<Evidence>]>([
    ['an answer that is not written', 'lost', ({ rows, shown }) => ({ rows: rows.slice(1), shown: shown.slice(1) })],
    [
      'an answer that is written twice',
      'duplicated',
      ({ rows }) => ({ rows: [...rows, { ...rows[0], seq: 5 } as never] }),
    ],
    ['a message that never arrives', 'unsent', ({ shown }) => ({ shown: shown.slice(1) })],
    [
      'a message that nobody asked for',
      'torn',
      ({ shown }) => ({ shown: [...shown, { chat: '2', text: 'x', at: 1 }] }),
    ],
    ['messages that change places', 'outOfOrder', ({ shown }) => ({ shown: shown.toReversed() })],
    [
      'people who are heard in another order',
      'outOfOrder',
      ({ rows, shown }) => ({
        rows: rows.map((row, index) => ({ ...row, seq: ((index + 2) % 4) + 1 })),
        shown: [...shown.slice(2), ...shown.slice(0, 2)],
      }),
    ],
  ])('notices %s', (_, count, tamper) => {
    const evidence = sound();
    expect(check({ ...evidence, ...tamper(evidence) })[count]).toBeGreaterThan(0);
  });
});
