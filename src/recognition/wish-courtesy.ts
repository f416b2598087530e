/**
 * What stands around the words of a wish: courtesy that changes nothing, and what turns it into something else (no, only if, every
 * day, somewhere else's time). Over folded text; every repeat is bounded.
 */
import { LANGUAGES } from '../domain/person.ts';
import { zoneName } from '../domain/zone.ts';
import { fold } from './fold.ts';

/** A no that says none: 不好意思, no problem, 方不方便. */
const HARMLESS =
  /不好意思|没问题|没关系|没事|不客气|不用急|不急|不着急|(?:如果|要是|若)(?:您|你)?(?:可以|方便|行)(?:的话)?|冇问题|唔该晒?|唔好意思|唔紧要|唔使急|(?:好|行|可|能|方|得|在)[不唔](?:好|行|可以|可|能|方便|得|在)|\b(?:no problem|no worries|no rush|no hurry|if (?:that ?(?:is|['’]s) )?(?:possible|ok(?:ay)?|convenient|you can|it suits(?: you)?)|if (?:that|it)(?: is|['’]s) (?:easier|better|easiest|best|more convenient)(?: for (?:you|me))?|if that works|why not|not a problem)\b/g;
/** Refusals, conditions, exceptions and habits: with one of these the time may be the very one that is not wanted. */
const TURNS =
  /[不别勿没未无莫甭非唔冇咪]|除|以外|忙|开会|出差|休息|放假|请假|拒绝|取消|改|换|如果|要是|假如|若|万一|等我|看情况|每|天天|讨厌|避开|满|上班|上课|睡|走不开|抽|来不及|错|困难|\b(?:no|not|never|none|nor|neither|without|except\w*|but|unless|if|whether|busy|avoid|away|closed|off|out|other|apart|rather|instead|cancel\w*|every|each|daily|tied|full|booked|travell?ing|asleep|difficult|impossible|skip|miss|hate|depends?|when|can['’]?t|cannot|won['’]?t|don['’]?t|doesn['’]?t|isn['’]?t|\w{2,8}n['’]t|meeting|holiday|unavailable|wrong|bad|worst|stop)\b/;
/** A calendar or a clock that is not the one we read by. */
const ELSEWHERE =
  /\blunar\b|(?:北京|香港|台北|台湾|美国|英国|纽约|伦敦|东京|新加坡|当地|对方|美东|美西|格林威治|国际)时间|\b(?:utc|gmt|e[sd]?t|p[sd]t|c[sd]t|m[sd]t|bst|ce?s?t|jst|hkt|sgt)\b|\b(?!(?:some|any|that|this|the|a|what|which|best|good|my|spare|free|suitable|convenient|right|preferred|of) )[a-z]{3,20} time\b(?! (?:is|works))/;
const COURTESY =
  /[\s\p{P}\p{S}\p{M}\p{Cc}\p{Cn}]|(?:\+|00)?\d(?:[\d ()-]{6,16})\d|请|麻烦|劳驾|尽量|尽可能|找个|打(?=$|[,。!\s])|唔该晒?|多谢晒?|谢谢|感谢|您好|你好|[您你我]们?|贵司|客服|有人|给|俾|畀|打个?|打过?来|电话|来电|手机|号码|回电|回拨|拨|致电|联系|联络|沟通|回(?:[覆复]|个)?|聊|通话|可以|可|能|方便|的话|的时候|时候|期间|时间段?|时段|吧|呢|啊|呀|哈|哦|喔|噢|嘛|吗|么|了|啦|咯|嘅|喺|嗰|的|得|好的?|行|就|那|这|在|于|是|为|应该|大概|大约|约|左右|前后|差不多|最好|希望|想|要|需要|有|只有?|只能|一般|通常|这边|得闲|空闲?|比较|较|会|再|都|也|定|安排|才|个|整|正|一下|之间|中间|内|期|先|到时|一?段|合适|适合|ok|上|过|今次|同|嗯|嗨|当天|那天|辛苦|由|搵|揾|系|返|嚟|紧|一定|务必|随便|都?在家|\b(?:please|pls|plz|kindly|try|trying|callback|call(?:ing|ed)?|ring|phone|telephone|back|me|us|i|we|(?<=\bi )am|['’]m|is|it|its|['’]s|be|will|['’]ll|would|['’]d|like|love|want|wish|prefer|preferably|ideally|best|better|a|an|the|at|on|in|for|of|to|with|my|our|your|you|can|could|may|might|shall|should|suits?|works?|fine|good|great|perfect|ok|okay|free|available|around|about|approximately|roughly|say|how|what|maybe|perhaps|probably|thanks?|thank|cheers|much|very|so|then|that|this|there|here|hi|hello|hey|dear|yes|yeah|sure|sorry|let|lets|do|just|give|get|reach|contact|speak|talk|during|within|possible|both|either|all|whole|entire|day|time|date|slot|next|also|more|most|convenient|suitable|coming|well|well|have|has|['’]ve|again|anything|any|some|ish|sharp|exactly|team|someone|sometime|number|and|or|really|mid|lah|sir|madam|ma['’]?am|revert|works for|from|s|m|d|ll|ve)\b/gu;

/** Words that ask for a call. */
const ASKS = new RegExp(
  [
    '(?:给|俾|畀)我们?(?:回|致|来|拨|打(?!\\d|[一二三四五六七八九半]?折|包|印|开|扫|水|饭|分|错))',
    '打(?:返|番)?(?:个)?(?:电话)?(?:给|俾|畀)我|打电话(?:来|过来|给我|俾我)|call返?我',
    '(?:回|致|来|覆)个?电|回拨|(?:联系|联络|回复|回覆|电联|打)(?:我|一下我)',
    '电话(?:联系|联络|沟通)(?:吗|吧|一下|$|[,。?!])|(?:客服|专员|经理)(?:与我|跟我|和我)?电(?:联|话联[系络])|(?:约|预约)(?:个|一个|一?通)?(?:电话|回电|通话)',
    '(?:想|要|需要|希望|可以|能)(?:和|跟|同|与)?[^,。]{0,8}通(?:个|一?次)?(?:电话|话)',
    '\\b(?:call|cal|ring|phone|telephone|contact|reach) (?:me|us)\\b(?! (?:an?|crazy|mad|old|stupid|names|fussy|picky)\\b)',
    '\\bget back to (?:me|us)\\b|\\bgive (?:me|us) an? (?:quick )?(?:call|ring|bell|buzz|phone|callback)\\b|\\bcall ?back\\b',
    '\\b(?:speak|talk)(?: (?:to|with) (?:me|us)|[^,.;!?]{0,24} (?:on|by|over|via) (?:the )?(?:phone|telephone))\\b',
    '\\b(?:schedule|arrange|book|request|need|want|have|like) (?:a |an )?(?:quick |short |phone )?call\\b(?! (?:centre|center))|\\bcall (?:on|at) my (?:number|phone|mobile|cell)\\b',
  ].join('|'),
);

/** The text without what was understood and the name of the zone that it is read by. */
export function restOf(text: string, known: readonly { start: number; end: number }[], zone: string): string {
  const rest: string[] = [];
  let from = 0;
  for (const { start, end } of known) {
    rest.push(text.slice(from, start));
    from = Math.max(from, end);
  }
  rest.push(text.slice(from));
  const names = LANGUAGES.map((language) => fold(zoneName(language, zone)));
  const named = names.reduce((left, name) => left.replaceAll(name, ' '), rest.join(' '));
  return named.replaceAll(HARMLESS, ' ');
}

/** Whether the rest says no, if, or every. */
export const turns = (rest: string): boolean => TURNS.test(rest) || ELSEWHERE.test(rest);

/** Whether the rest is courtesy only. */
export const isCourtesy = (rest: string): boolean => rest.replaceAll(COURTESY, '') === '';

export const asksForCall = (text: string): boolean => ASKS.test(text);
