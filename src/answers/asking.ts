/** What kind of thing is asked for (an amount, a time, a number …), and what of it a text has to say. Pure. */

interface Kind {
  asked: RegExp;
  said: RegExp;
}

/** Over words as `read` gives them. */
const KINDS: readonly Kind[] = [
  {
    asked: /how much|cost|price|fee|expensive|budget|多少钱|费用|价格|几万|多贵|[花收交付]多少|几钱|贵不贵/u,
    said: /\d[\d,. ]*(?:yuan|dollar|euro|pound|rmb|元|万|块)|[$€£¥]|percent|%|free of charge|免费|费/u,
  },
  {
    asked:
      /how long|how many (?:day|week|month|year|hour)|how soon|how fast|多久|几天|几年|几个月|多少天|几周|最快|几小时/u,
    said: /(?:\d|one|two|three|four|five|six|seven|ten|twelve|half a) *(?:working )?(?:day|week|month|year|hour)|[\d一二三四五六七八九十两半] *个?(?:工作日|天|周|星期|月|年|小时|礼拜)/u,
  },
  {
    asked: /how many|number of|多少家|几家|几个|多少个|几间|多少人|几人/u,
    said: /\d|one|two|three|four|five|six|[一二三四五六七八九十两]/u,
  },
  { asked: /\bwho\b|whose|谁/u, said: /headquarters|\bwe\b|\byou\b|store|总部|我们|您|你|店/u },
  { asked: /percent|what share|\brate\b|几成|几折|几个点|百分|比例|几趴/u, said: /percent|%|百分|成|折/u },
  { asked: /how often|多久一次|多久来|几次|每隔/u, said: /every|once|twice|each|每/u },
  { asked: /\bwhen\b|what time|什么时候|几点|哪天|几月/u, said: /day|week|month|year|after|before|[天月年前后]/u },
  { asked: /\bwhere\b|which (?:city|street|place|court)|哪里|在哪|什么地方/u, said: /\bin\b|\bat\b|[区市省在]/u },
];

export const kindsAsked = (words: string): readonly boolean[] => KINDS.map(({ asked }) => asked.test(words));
export const kindsSaid = (words: string): readonly boolean[] => KINDS.map(({ said }) => said.test(words));

/** Of the kinds asked for, how many are among those; 0 where none is asked for. */
export function shareOf(asked: readonly boolean[], those: readonly boolean[]): number {
  const all = asked.filter(Boolean).length;
  return all === 0 ? 0 : asked.filter((isAsked, at) => isAsked && those[at] === true).length / all;
}
