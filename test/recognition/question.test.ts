/** What is a question, also where nobody wrote the mark. */
import { describe, expect, it } from 'vitest';
import { looksLikeQuestion } from '../../src/recognition/question.ts';

describe('a question', () => {
  it.each([
    ...[
      'who pays the rent',
      'that money you hold, when does it come back',
      'are drinks vegan',
      'must staff wear a uniform',
      "what's the one-off sum",
      'any lawsuits so far',
    ],
    ...[
      'how far away is the next branch allowed to be',
      'And is there parking',
      'the royalty?',
      'what happens if I die',
    ],
    ...[
      '合同几年',
      '洗衣机要几台',
      '老板是谁',
      '店裡監控誰裝',
      '可以转让吗',
      '食宿是不是自理',
      '要不要自己請人',
      '有冇折扣',
      '點樣計',
      '能不能早点开业',
    ],
  ])('is %s', (text) => expect(looksLikeQuestion(text)).toBe(true));

  it.each([
    ...[
      'I visited a store yesterday',
      'what a lovely day',
      'how nice of you',
      'have a good day',
      'issues with the door',
      'Anya told me',
    ],
    ...['我昨天去过一家店', '几乎都卖完了', '今天多云', '好的，明天见', '一点也不贵'],
  ])('is not %s', (text) => expect(looksLikeQuestion(text)).toBe(false));
});
