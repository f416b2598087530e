/** "I want to interview a franchisee", 新增走访记录: that someone begins to write down an interview, said by itself. Careful, since it is acted upon. */
import { fold } from './fold.ts';

const I_WOULD = "(?:i (?:want|need|would like) to|i['’]d like to|let me)";
const ENGLISH = [
  `(?:(?:${I_WOULD}|let['’]s|i(?: have|['’]ve)?(?: just)?) )?interview(?:ed)? (?:an?|another|one)(?: more)?(?: existing| current)? franchisee`,
  `(?:${I_WOULD} )?(?:start|begin|record|note|write down|add) (?:an?|another|the)(?: new)? (?:franchisee )?interview(?: with (?:a|another) franchisee)?`,
  'new (?:franchisee )?interview',
];
const VISIT = '(?:走访|拜访|访谈|采访)';
const CHINESE = [
  `我?(?:想要?|要|刚刚?|刚才|已经|准备)?${VISIT}了?(?:另外?)?[一1](?:位|个|名|家)(?:现有的?|老)?加盟商了?`,
  `我?(?:想要?|要)?(?:记录|新增|添加|新建|填写|开始)(?:新的)?(?:一次|一份|一个)?(?:加盟商)?的?${VISIT}(?:[记纪]录|表)?`,
];
const WISH = new RegExp(`^(?:(?:please )?(?:${ENGLISH.join('|')})|请?(?:${CHINESE.join('|')}))$`);

export const wantsInterview = (words: string): boolean => WISH.test(fold(words.trim()).replace(/[\s.。!！]+$/u, ''));
