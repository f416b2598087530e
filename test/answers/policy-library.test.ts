/** The library follows the policies: what is retired or changed is not found any more, and a region has its own. */
import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { libraryOf, readable } from '../../src/answers/policy-library.ts';
import type { Policy } from '../../src/domain/policy.ts';
import { newPolicy } from '../../src/domain/policy.ts';

const AT = '2026-01-01T00:00:00.000Z';
const policy = (key: string, title: string, region: string | null = null): Policy => ({
  ...newPolicy({ id: `${key} ${region}`, brand: 'Brand', key, language: 'en', region, source: 'import' }, AT),
  approved: { title, body: '', asked: [], earnings: false, version: 1, byId: null, at: AT },
});
const find = async (list: readonly Policy[], question: string, region: string | null = null): Promise<string[]> =>
  (await libraryOf(list, { brand: 'Brand', region })).find(question, 5).found.map(({ subject }) => subject);

describe('the library of policies', () => {
  it('follows what is approved, changed and retired', async () => {
    const pets = policy('pets', 'Parrots');
    const before = [pets, policy('wifi', 'Antenna')];
    expect(await find(before, 'parrots')).toEqual(['Brand pets']);
    const changed = [policy('pets', 'Hamsters'), policy('wifi', 'Antenna')];
    expect(await find(changed, 'parrots')).toEqual([]);
    expect(await find(changed, 'hamsters')).toEqual(['Brand pets']);
    expect(await find([policy('wifi', 'Antenna')], 'hamsters')).toEqual([]);
    expect(await find(before, 'parrots')).toEqual(['Brand pets']);
  });

  it('gives the text of a region instead of the one for everywhere, there alone', async () => {
    const list = [policy('pets', 'Parrots'), policy('pets', 'Hamsters', 'north')];
    expect(readable(list, { region: 'north' }).map(({ region }) => region)).toEqual(['north']);
    expect(readable(list, { region: 'south' }).map(({ region }) => region)).toEqual([null]);
    expect(await find(list, 'parrots', 'north')).toEqual([]);
    expect(await find(list, 'hamsters', 'north')).toEqual(['Brand pets']);
    expect(await find(list, 'hamsters')).toEqual([]);
    const chinese = { ...policy('pets', '仓鼠', 'north'), language: 'zh-Hans' } as const;
    expect(readable([policy('pets', 'Parrots'), chinese], { region: 'north' })).toEqual([chinese]);
  });

  it('has one brand for itself, and whatever there is for whom it does not matter', async () => {
    const other: Policy = { ...policy('pets', 'Hamsters'), brand: 'Other' };
    const list = [policy('pets', 'Parrots'), other, policy('pets', 'Goldfish', 'north')];
    const all = async (question: string, place: Parameters<typeof libraryOf>[1]) =>
      (await libraryOf(list, place)).find(question, 5).found.map(({ subject }) => subject);
    expect(await all('hamsters', { brand: 'Brand', region: null })).toEqual([]);
    expect(await all('hamsters', { brand: 'Other', region: null })).toEqual(['Other pets']);
    expect(await all('goldfish', { brand: 'Brand' })).toEqual(['Brand pets']);
    expect(await all('hamsters', {})).toEqual(['Other pets']);
  });

  it('gives the event loop back while much of it is made, and answers as far as it is', async () => {
    const small = [policy('pets', 'Parrots')];
    expect(await find(small, 'parrots', 'east')).toEqual(['Brand pets']);
    const many = [
      ...small,
      ...Array.from({ length: 3_000 }, (_, at) => policy(`lot ${at}`, `Lorry number${at} for goods`)),
    ];
    expect(await find(many, 'number0', 'east')).toEqual([]);
    expect(await find(many, 'parrots', 'east')).toEqual(['Brand pets']);
    while ((await find(many, 'number0', 'east')).length === 0) await setImmediate();
    expect(await find(many, 'number2999', 'east')).not.toEqual([]);
  });
});
