/** Whether someone asks how their cases stand, and says nothing else: 查进度, 我的工单, "what happened to my case?" */
import { fold } from './fold.ts';

const LONGEST = 60;

const CASE = '(?:工单|投诉单?|客诉|申诉|案件|案子|个案|单子|报修单?|反馈)';
const MINE = '(?:我们?|本店)?(?:之前|上次|以前|刚才)?(?:提交|上报|反映|报|提)?(?:的|嘅)?';
const LOOK = '(?:查询?|查看|看|跟踪|追踪|查查|看看)(?:一?下)?';
const HOW = '(?:怎么样|怎样|如何|点样|到哪(?:里|儿|一?步)?|在哪(?:里|儿)?|去哪(?:里|儿)?)';

const CHINESE = [
  `(?:${LOOK})?${MINE}${CASE}?(?:的|嘅)?(?:处理|办理)?(?:进度|进展|处理结果|处理情况)(?:查询|${HOW})?`,
  `${LOOK}${MINE}${CASE}(?:状态)?`,
  '我的(?:工单|案件|案子|个案|单子)(?:状态|呢)?',
  `我(?:们)?(?:之前|上次)?(?:的|嘅)${CASE}(?:现在|目前|宜家)?(?:处理|办理|办|进行)?(?:得|到|成)?${HOW}`,
  `${MINE}${CASE}(?:现在|目前)?有(?:没有|冇)?(?:什么|新的?|咩)?(?:进展|结果|消息|回复|下文)`,
  '(?:处理|办理)?(?:有没有|有)(?:新的?|什么)?(?:进展|结果)(?:没有)?',
].map((pattern) => new RegExp(`^(?:${pattern})$`));

const ENGLISH_CASE = '(?:cases?|complaints?|reports?|requests?|tickets?|repairs?|dispute)';
const ENGLISH = [
  `what(?: has|'s|s)? (?:happened|happening|going on|up|become|became)(?: (?:to|with|of))? (?:my|our) ${ENGLISH_CASE}`,
  `what about (?:my|our) ${ENGLISH_CASE}`,
  `(?:where|how)(?: is|'s|s| are) (?:my|our) ${ENGLISH_CASE}(?: (?:going|doing|coming along))?`,
  `(?:(?:what is|what's|whats) the )?(?:status|progress)(?: of| on)? (?:my|our) ${ENGLISH_CASE}`,
  `(?:case|complaint|ticket) status|(?:my|our) (?:cases|complaints|tickets)`,
  `(?:check|track|see|show|show me|list|look up|view)(?: on)?(?: the)?(?: (?:status|progress))?(?: of)? (?:my|our) ${ENGLISH_CASE}(?: status)?`,
  `(?:check )?(?:the )?status`,
  `(?:is there |are there )?any (?:news|updates?|progress)(?: (?:on|about|for|from|with) (?:my|our) ${ENGLISH_CASE})?`,
].map((pattern) => new RegExp(`^(?:${pattern})$`));

const AROUND =
  /^(?:你好|您好|请问|麻烦|帮我|帮忙|请|我想|我要|想|要|hello|hi|please|can you|could you|can i|could i|i want to|i'd like to)+|(?:了|吗|么|呢|啊|呀|吧|没|没有|谢谢|please|thanks|thank you|now)+$/g;

export function asksForCases(text: string): boolean {
  if (text.length > LONGEST) return false;
  const words = fold(text)
    .replaceAll('’', "'")
    .replace(/[^\p{L}\p{N}']+/gu, ' ')
    .trim();
  const bare = words.replace(AROUND, '').trim().replace(AROUND, '').trim();
  return (
    ENGLISH.some((pattern) => pattern.test(bare)) || CHINESE.some((pattern) => pattern.test(bare.replaceAll(' ', '')))
  );
}
