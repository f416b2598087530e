/** What a file is by its bytes, and what it may be called. */
import { describe, expect, it } from 'vitest';
import { typeByContent } from '../../src/core/file-content.ts';
import { correctedName, countedFiles, FILE_TYPES, tidyName } from '../../src/core/files.ts';
import { localise } from '../../src/core/localise.ts';
import { SAMPLES, STRANGERS } from '../support/file-bytes.ts';

describe('a file’s type', () => {
  it.each(Object.entries(SAMPLES))('is %s by its bytes', async (type, bytes) => {
    expect(await typeByContent(bytes)).toBe(type);
  });

  it.each(Object.entries(STRANGERS))('is none that is taken for %s', async (_, bytes) => {
    expect(await typeByContent(bytes)).toBeUndefined();
  });

  it('is tried for every type that is taken', () => {
    expect(Object.keys(SAMPLES).toSorted()).toEqual(Object.keys(FILE_TYPES).toSorted());
  });

  it('is none for a file that breaks off', async () => {
    for (const bytes of Object.values(SAMPLES)) {
      for (let length = 1; length < 12; length += 1)
        await expect(typeByContent(bytes.subarray(0, length))).resolves.not.toThrow();
    }
  });
});

describe('a file’s name', () => {
  it.each([
    ['a path', '/etc/passwd', '', 'passwd'],
    ['a Windows path', 'C:\\temp\\bill.pdf', 'application/pdf', 'bill.pdf'],
    ['dots only', '../..', '', 'file'],
    ['turned letters', 'photo\u202Egpj.exe', '', 'photogpj.exe'],
    ['a line break', 'a\r\nb.jpg', 'image/jpeg', 'a b.jpg'],
    ['quotes and brackets', '<"a">.jpg', 'image/jpeg', '__a__.jpg'],
    ['nothing', '', 'image/jpeg', 'photo.jpg'],
    ['nothing, of no known type', ' \u200b', '', 'file'],
    ['Chinese', '收据 （1）.jpg', 'image/jpeg', '收据 （1）.jpg'],
    ['half an emoji', 'a\ud83d.jpg', 'image/jpeg', 'a\ufffd.jpg'],
  ])('of %s can be shown', (_, name, type, tidy) => {
    expect(tidyName(name, type)).toBe(tidy);
  });

  it('is cut, but for its ending', () => {
    const name = tidyName(`${'😀'.repeat(1000)}.pdf`, 'application/pdf');
    expect([...name]).toHaveLength(80);
    expect(name.endsWith('😀….pdf')).toBe(true);
  });

  it.each([
    ['报告.exe', 'application/pdf', '报告.pdf'],
    ['IMG_1.JPEG', 'image/jpeg', 'IMG_1.JPEG'],
    ['photo', 'image/png', 'photo.png'],
    ['a.jpg.exe', 'image/jpeg', 'a.jpg'],
    ['shelf v1.2', 'image/jpeg', 'shelf v1.2.jpg'],
    ['voice.mp4', 'audio/mp4', 'voice.mp4'],
  ])('%s of %s ends as %s', (name, type, corrected) => {
    expect(correctedName(name, type)).toBe(corrected);
  });
});

it('files are counted by what people call them', () => {
  const files = ['image/png', 'video/mp4', 'image/x-new', 'audio/ogg; codecs=opus', 'application/zip', ''].map(
    (type) => ({ type }),
  );
  expect(localise(countedFiles(files), 'en')).toBe('2 photos, 1 video, 1 recording and 2 files');
});
