/** What people write in the week, in three languages. All of it is listed, so that the checker can set it aside and look at the rest. */
import type { Language } from '../../src/domain/person.ts';

type Words = Readonly<Record<Language, readonly string[]>>;

export const COMPLAINTS: Words = {
  en: ['The milk was sour when I opened it', 'The till charged me twice', 'The cashier shouted at an old man'],
  'zh-Hans': ['牛奶打开就是酸的', '收银台多收了两次钱', '店里的冷柜上面很脏'],
  'zh-Hant': ['牛奶打開就是酸的', '收銀檯多收了兩次錢', '店內的冷櫃上面很髒'],
};
export const STORIES: Words = {
  en: ['It smelled at once and the date was not over', 'I asked twice and nobody came'],
  'zh-Hans': ['当场就有味道，日期还没到', '我问了两次都没人理'],
  'zh-Hant': ['當場就有味道，日期還沒到', '我問了兩次都沒人理'],
};
export const SUGGESTIONS: Words = {
  en: ['Smaller packs of rice would help people who live alone'],
  'zh-Hans': ['建议增加小包装大米，独居的人更方便'],
  'zh-Hant': ['建議增加小包裝白米，獨居的人更方便'],
};
export const PRAISES: Words = {
  en: ['She carried my bags to the bus in the rain'],
  'zh-Hans': ['店员冒雨帮我把东西提到车站'],
  'zh-Hant': ['店員冒雨幫我把東西提到車站'],
};
export const FAULTS: Words = {
  en: ['The freezer has not been cooling since this morning', 'The till does not print any more'],
  'zh-Hans': ['冰柜从早上开始不制冷', '收银机打不出小票了'],
  'zh-Hant': ['冰櫃從早上開始不製冷', '收銀機印不出單據了'],
};
export const MISHAPS: Words = {
  en: ['A shopper turned round and swept two bottles off the shelf'],
  'zh-Hans': ['顾客转身时把货架上两瓶酒碰掉了'],
  'zh-Hant': ['顧客轉身時把貨架上兩瓶酒碰掉了'],
};
export const QUARRELS: Words = {
  en: ['They deliver to customers outside their area since Monday'],
  'zh-Hans': ['他们从周一起一直在区域外送货'],
  'zh-Hant': ['他們從週一起一直在區域外送貨'],
};
export const CALLS: Words = {
  en: ['I would like to know how to order the spring display'],
  'zh-Hans': ['想问一下春季陈列怎么订'],
  'zh-Hant': ['想問一下春季陳列怎麼訂'],
};
export const ADDITIONS: Words = {
  en: ['The receipt says 14:05 at till 3', 'It was the left door of the shelf'],
  'zh-Hans': ['小票上写的是三号台', '是货架左边那一层'],
  'zh-Hant': ['單據上寫的是三號檯', '是貨架左邊那一層'],
};
export const DISPUTED: Words = {
  en: ['Nobody has called me back about the money'],
  'zh-Hans': ['退款的事一直没有人打电话给我'],
  'zh-Hant': ['退款的事一直沒有人打電話給我'],
};
export const THANKS: Words = { en: ['thank you'], 'zh-Hans': ['谢谢'], 'zh-Hant': ['謝謝'] };

/** What staff write to people. */
export const REPLIES: Words = {
  en: ['We are looking into it and have called the store'],
  'zh-Hans': ['我们正在核实，已经联系门店'],
  'zh-Hant': ['我們正在核實，已經聯絡門市'],
};
export const QUESTIONS: Words = {
  en: ['Could you tell us what the receipt says'],
  'zh-Hans': ['方便告诉我们小票上写了什么吗'],
  'zh-Hant': ['方便告訴我們單據上寫了甚麼嗎'],
};
export const ANSWERS: Words = {
  en: ['We pay it back today, and the store checks its fridge'],
  'zh-Hans': ['今天就退款，门店会检查冰柜'],
  'zh-Hant': ['今天就退款，門市會檢查冰櫃'],
};
export const CLOSINGS: Words = {
  en: ['We could not reach anyone on the number given'],
  'zh-Hans': ['按您留的号码一直联系不上'],
  'zh-Hant': ['按您留的號碼一直聯絡不上'],
};
export const HEARINGS: Words = {
  en: ['It is said that deliveries are made outside the agreed area'],
  'zh-Hans': ['有人反映存在区域外送货的情况'],
  'zh-Hant': ['有人反映存在區域外送貨的情況'],
};
export const ACCOUNTS: Words = {
  en: ['The customers came to us by themselves'],
  'zh-Hans': ['那些客人是自己找来的'],
  'zh-Hant': ['那些客人是自己找來的'],
};
export const OBJECTIONS: Words = {
  en: ['The delivery notes are from another store'],
  'zh-Hans': ['那些送货单是别家店的'],
  'zh-Hant': ['那些送貨單是別家店的'],
};
/** Between colleagues. */
export const NOTES: Words = {
  en: ['Rang the store, the fridge is checked tonight', 'They have checked it: the seal was broken'],
  'zh-Hans': ['已打电话给门店，今晚检查'],
  'zh-Hant': ['已打電話給門市，今晚檢查'],
};
export const SHORT: Words = {
  en: ['Freezer', 'Red wine', '2 bottles', 'Aisle 3', 'Both of us', 'About 3000'],
  'zh-Hans': ['冰柜', '红酒', '两瓶', '三号架', '双方都在', '大约三千'],
  'zh-Hant': ['冰櫃', '紅酒', '兩瓶', '三號架', '雙方都在', '大約三千'],
};

/** Who was involved. */
export const MANAGER: Readonly<Record<Language, string>> = {
  en: 'the store manager',
  'zh-Hans': '店长',
  'zh-Hant': '店長',
};

export const ALL_WORDS: readonly string[] = [
  ...[COMPLAINTS, STORIES, SUGGESTIONS, PRAISES, FAULTS, MISHAPS, QUARRELS, CALLS, ADDITIONS, DISPUTED, REPLIES],
  ...[QUESTIONS, ANSWERS, CLOSINGS, HEARINGS, ACCOUNTS, OBJECTIONS, NOTES, SHORT, THANKS],
]
  .flatMap((words) => Object.values(words).flat())
  .concat(Object.values(MANAGER).flatMap((one) => [`: ${one}\n`, `「${one}」`]))
  .toSorted((a, b) => b.length - a.length);
