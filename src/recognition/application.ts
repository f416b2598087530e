/**
 * What someone writes who wants to join: that they apply, what will be asked, or where their application stands. Only words that say nothing else:
 * whoever asks what joining costs is answered from the policies.
 */
import { fold } from './fold.ts';

export type ApplicationWish = 'apply' | 'questions' | 'state';

/** In simplified letters, as `fold` leaves them. */
const HELLO = String.raw`(?:(?:您好|你好|请问|hi|hello|hey)[,，!！\s]*(?:there[,!\s]*)?)?`;
const END = String.raw`\s*(?:please|谢谢|thanks|thank you)?[\s。.!！,，]*$`;
const I_WANT = String.raw`(?:我|我们|本人)?\s*(?:很|非常)?(?:想|想要|要|希望|打算|准备|有意|有兴趣|愿意)(?:向你们|向贵公司)?\s*`;
const BRAND = '(?:你们|贵公司|贵品牌|贵司|这个品牌|咱们)?(?:的?(?:品牌|店|门店|公司))?';
const WANT = `(?:i|we)(?:['’]d| would)?(?: really)? (?:want|like|love|wish) to `;
const OURS =
  '(?: (?:your|this|the|a|an|one of your))?(?: (?:franchise|brand|company|team|network|stores?|shops?|outlets?|franchise stores?))?';

const matching = (...patterns: string[]): RegExp =>
  new RegExp(patterns.map((one) => `^${HELLO}${one}${END}`).join('|'));

const APPLY = matching(
  `(?:${I_WANT})?(?:申请|报名)?加盟(?:申请)?${BRAND}(?:吧|了)?`,
  `(?:${I_WANT}(?:申请)?|申请)加入${BRAND}`,
  `(?:${I_WANT})?(?:提交|填写?|递交|办理|提出)(?:一份|一个|一下)?(?:加盟)?申请(?:表)?`,
  `${I_WANT}(?:申请|报名)`,
  `${I_WANT}(?:成为|做|当)${BRAND}的?加盟商`,
  `${I_WANT}(?:加盟)?开(?:一家|一间|个|家)?(?:你们的|贵公司的)(?:加盟)?店`,
  `(?:${WANT}|let me |i(?:'m| am) ready to )?apply(?: (?:to join|for|to)${OURS})?(?: now)?`,
  `${WANT}(?:become|be) (?:a|your|one of your) franchisees?`,
  `${WANT}(?:join|franchise with)(?: (?:you|us)|${OURS})`,
  `${WANT}(?:open|run|buy|start)(?: (?:your|one of your|a) )(?:franchise|franchise stores?|stores?)`,
  '(?:the )?(?:franchise )?application form',
);

const QUESTIONS = matching(
  '(?:申请|加盟|加盟申请|申请加盟)?(?:时|的时候)?(?:你们|您|总部|贵公司)?(?:会|要|都会|将)问(?:我)?(?:些)?(?:什么|哪些)(?:问题)?[?？]?',
  '(?:申请|加盟申请|申请加盟|申请表)(?:里|上|时)?(?:要|需要)(?:填|写|回答)(?:些)?(?:什么|哪些)(?:问题|内容)?[?？]?',
  String.raw`what (?:will|would|do) you (?:ask|want to know)(?: me| about me| from me)?\s*\??`,
  String.raw`(?:which|what) questions (?:are (?:there )?in|does|do) (?:the|your) application(?: form)?(?: (?:ask|have))?\s*\??`,
  String.raw`what (?:is|are) (?:the questions )?(?:asked )?in (?:the|your) application(?: form)?\s*\??`,
);

const STATE = matching(
  '我的?(?:加盟)?申请(?:现在)?(?:怎么样|怎样|如何|到哪一?步|到哪里|有(?:消息|结果|进展)|进展如何|进度|状态|结果)(?:了)?(?:吗)?[?？]?',
  '(?:查|查询|查看|看看?)(?:一下)?我的?(?:加盟)?申请(?:的?(?:进度|状态|结果))?',
  String.raw`(?:my |the )?application status\s*\??`,
  String.raw`(?:what|how) (?:about|is|'s|s)(?: the)?(?: (?:status|state) of)? my application(?: (?:doing|going))?\s*\??`,
  String.raw`where (?:is|'s|does) my application(?: stand)?\s*\??`,
  String.raw`is there (?:any )?news (?:about|on|of) my application\s*\??`,
);

export function readApplicationWish(words: string): ApplicationWish | undefined {
  const folded = fold(words).trim();
  if (APPLY.test(folded)) return 'apply';
  if (QUESTIONS.test(folded)) return 'questions';
  return STATE.test(folded) ? 'state' : undefined;
}
