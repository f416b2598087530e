/** Which words begin an interview by themselves, and which are about something else. */
import { describe, expect, it } from 'vitest';
import { wantsInterview } from '../../src/recognition/interview-wish.ts';

describe('an interview is begun by', () => {
  it.each([
    ...[
      'I’d like to interview a franchisee',
      'I interviewed another franchisee.',
      'new interview',
      'record an interview',
    ],
    ...['我想走访一位加盟商', '刚访谈了一个加盟商', '新增走访记录', '我採訪了一位加盟商', '新增一份拜訪紀錄'],
  ])('%s', (words) => expect(wantsInterview(words)).toBe(true));

  it.each([
    ...['When is my interview?', 'Interview headquarters', 'A franchisee was interviewed on TV', 'interview'],
    ...['走访加盟商', '面试什么时候', '店员采访了顾客', '记录'],
  ])('not by %s', (words) => expect(wantsInterview(words)).toBe(false));
});
