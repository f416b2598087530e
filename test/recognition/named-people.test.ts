/** Whom the answer to "who was involved?" names. */
import { describe, expect, it } from 'vitest';
import { namesOne, namesStoreManager } from '../../src/recognition/named-people.ts';

describe('the store manager', () => {
  it.each([
    '店长',
    '店長',
    '店长王女士',
    '店员和店长',
    '副店长态度很差',
    'the store manager, Mr Li',
    'Their manager',
    '分店經理',
  ])('is named by %s', (words) => expect(namesStoreManager(words)).toBe(true));

  it.each([
    ...['收银员', '不是店长，是收银员', '收银员，店长不在', '我找了店长', '店长道歉了', 'a cashier', 'not the manager'],
    ...['the cashier; I asked for the manager', 'the manager was away', 'management'],
  ])('is not named by %s', (words) => expect(namesStoreManager(words)).toBe(false));
});

describe('a person by name', () => {
  const people = [{ name: '李小明' }, { name: 'Ann Lee' }, { name: 'Al' }, { name: null }];

  it.each([
    ['收银员李小明', '李小明'],
    ['It was ANN LEE at the till', 'Ann Lee'],
    ['Al, the technician', 'Al'],
    ['Also the technician', undefined],
    ['Ann Lee and Al', undefined],
    ['someone', undefined],
  ])('%s: %s', (words, name) => {
    expect(namesOne(words, people)?.name).toBe(name);
  });
});
