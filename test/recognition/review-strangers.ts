/**
 * What people write at the review of a callback, and as their number and place, written before the recognisers were tried on it.
 * Corrections mean what they do in `wish-unseen.ts`; `''` is none, and `offer` says that other times are to be asked for.
 */
import type { CountryCode } from '../../src/recognition/phone.ts';
import type { Row } from './wish-unseen.ts';

/** It is Tuesday 17 March 2026, 10:00 in Shanghai; what was agreed is Thursday 19 March, 15:00 to 15:30. */
export const CORRECTIONS: readonly Row[] = [
  ['no, the day after', '03-20 15:00'],
  ['改成周五', '03-20 15:00'],
  ['改成周四下午五点', '03-19 17:00'],
  ['一小时后', '03-19 16:00 / 03-17 11:00 / ? 03-17 11:00 | 03-19 16:00'],
  ['half an hour later', '03-19 15:30'],
  ['晚一小时', '03-19 16:00'],
  ['提前半小时', '03-19 14:30'],
  ['an hour earlier please', '03-19 14:00'],
  ['not that, the morning instead', '03-19 08:00~12:00'],
  ['上午吧', '03-19 08:00~12:00'],
  ['推迟一天', '03-20 15:00'],
  ['前一天', '03-18 15:00'],
  ['same time next week', '03-26 15:00'],
  ['下周同一时间', '03-26 15:00'],
  ['晚上', '03-19 17:30~22:00'],
  ['三點太早，四點半', '03-19 16:30'],
  ['3pm is too early, 5 please', '03-19 17:00'],
  ['Friday instead, same time', '03-20 15:00'],
  ['keep the day, but 10am', '03-19 10:00'],
  ['日子不变，改上午十点', '03-19 10:00'],
  ['時間一樣，改禮拜五', '03-20 15:00'],
  ['I meant Friday', '03-20 15:00'],
  ['我说的是周五', '03-20 15:00'],
  ['make it 15 minutes later', '03-19 15:15'],
  ['延後半小時', '03-19 15:30'],
  ['push it back an hour', '03-19 16:00'],
  ['bring it forward to 2', '03-19 14:00'],
  ['周四不行', 'offer'],
  ['yes', ''],
  ['对的', ''],
  ['沒問題', ''],
];

export const ZONES: readonly (readonly [words: string, zone: string])[] = [
  ['I’m calling from Toronto', 'America/Toronto'],
  ['我在温哥华', 'America/Vancouver'],
  ['我人在洛杉磯', 'America/Los_Angeles'],
  ['UK time', 'Europe/London'],
  ['美东时间', 'America/New_York'],
  ['Pacific time', 'America/Los_Angeles'],
  ['台北時間', 'Asia/Taipei'],
  ['I live in Kuala Lumpur', 'Asia/Kuala_Lumpur'],
  ['我在澳洲墨尔本', 'Australia/Melbourne'],
  ['we are based in Auckland', 'Pacific/Auckland'],
  ['我現在人在東京出差', 'Asia/Tokyo'],
  ['I am in a meeting', ''],
  ['我在开会', ''],
];

export const PHONES: readonly (readonly [words: string, region: CountryCode, e164: string, extension?: string])[] = [
  ['010-65001234转805', 'CN', '+861065001234', '805'],
  ['+86 (0)10 6500 1234', 'CN', '+861065001234'],
  ['０２１－６３２１４５６７', 'CN', '+862163214567'],
  ['139 1234 5678（王先生）', 'CN', '+8613912345678'],
  ['86-13912345678', 'CN', '+8613912345678'],
  ['(+86)13912345678', 'CN', '+8613912345678'],
  ['tel:+8613912345678', 'CN', '+8613912345678'],
  ['我的号码是一三九一二三四五六七八', 'CN', '+8613912345678'],
  ['0912-345-678', 'TW', '+886912345678'],
  ['(02) 2345-6789 分機 312', 'TW', '+886223456789', '312'],
  ['02-2345-6789#312', 'TW', '+886223456789', '312'],
  ['+886 (0)912 345 678', 'CN', '+886912345678'],
  ['886-912-345-678', 'TW', '+886912345678'],
  ['9123 4567', 'HK', '+85291234567'],
  ['(852) 9123 4567', 'HK', '+85291234567'],
  ['00852 91234567', 'CN', '+85291234567'],
  ['我的電話：２３４５　６７８９', 'HK', '+85223456789'],
  ['0412 345 678', 'AU', '+61412345678'],
  ['+61 (0)3 9123 4567', 'AU', '+61391234567'],
  ['07400 123456', 'GB', '+447400123456'],
  ['+44 (0)20 7946 0958', 'GB', '+442079460958'],
  ['020 7946 0958 ext. 12', 'GB', '+442079460958', '12'],
  ['(212) 736-5000', 'US', '+12127365000'],
  ['212.736.5000 x45', 'US', '+12127365000', '45'],
  ['1-212-736-5000', 'US', '+12127365000'],
  ['order 4412 3456', 'HK', ''],
  ['2026-12-03', 'CN', ''],
];

/** Said instead of a number, by someone whose number is known. */
export const SAME_NUMBER: readonly string[] = [
  'same number',
  'the number you have',
  'this number is fine',
  '这个号码就行',
  '用我登记的号码',
  '原來的號碼就可以',
  '同一個號碼',
];
