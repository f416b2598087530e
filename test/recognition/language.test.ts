/** Whether what staff write is in another language than the one that is read. */
import { expect, it } from 'vitest';
import { looksUnlike } from '../../src/recognition/language.ts';

it.each([
  ['我们会尽快处理', 'zh-Hant', 'zh-Hans'],
  ['我們會儘快處理', 'zh-Hans', 'zh-Hant'],
  ['We are looking into it', 'zh-Hans', 'en'],
  ['我們會儘快處理', 'en', 'zh-Hant'],
  ['您好，很好', 'en', 'zh-Hans'],
] as const)('“%s” is not what a reader of %s reads, but %s', (text, reader, found) => {
  expect(looksUnlike(text, reader)).toBe(found);
});

it.each([
  ['我们会尽快处理', 'zh-Hans'],
  ['您好', 'zh-Hant'],
  ['Hello 陈晓, a colleague will come to 信義店', 'en'],
  ['陳先生您好，POS system and Wi-Fi 已修復，請再試', 'zh-Hant'],
  ['C-1042 OK', 'zh-Hans'],
  ['', 'en'],
] as const)('“%s” is what a reader of %s reads, or too little to tell', (text, reader) => {
  expect(looksUnlike(text, reader)).toBeUndefined();
});
