/**
 * Plain signs in running text: that the press or an authority is involved already, and that the words want to complain. A
 * wrong "yes" sends a case to the wrong desk and deadline, so what is only threatened, asked or denied is no sign.
 */
import { fold, SCANNED_LENGTH } from './fold.ts';

export type IntakeSign = 'media' | 'authority';

/** Numbers stand free, and 工商银行 is a bank. */
const SIGNS: Readonly<Record<IntakeSign, RegExp>> = {
  authority:
    /市场监管|市场监督|市监局|工商(?!银行)(?:局|所|部门|来|的人)?|食药监|药监局|食品监督|(?<![\d.])123(?:15|45)(?![\d.])|消协|消保委|消委会|消费者协会|消费者委员会|卫生局|卫健委|卫生监督|疾控|食安办|食环署|食药署|消保官|海关|城管|消防(?:队|局|大队)|税务局|警察|民警|公安|派出所|报了警|报警了|已报警|已经报警|法院|传票|执法|监管部门|政府部门|consumer (?:council|association|protection)|(?:food|health|market|trading) (?:safety )?(?:authority|department|inspectors?|standards|regulator|regulation)|\bregulators?\b|\bpolice\b|\bthe fda\b|\bcourt (?:order|summons|letter)|\bhealth inspect(?:or|ion)/g,
  media:
    /记者|(?<!多|流)媒体|电视台|报社|报纸|日报|晚报|早报|新闻(?:报道|曝光|采访|播出|栏目)|上(?:了)?(?:新闻|热搜)|焦点访谈|公众号报道|网上曝光|被曝光|曝光了|\bjournalists?\b|\breporters?\b|\bnewspapers?\b|\bthe (?:press|media)\b|\btv (?:station|crew|channel|news)\b|\btelevision\b|\bon the news\b|\bnews (?:report|article|crew|outlet|story)\b|\bonline media\b/g,
};

/** A condition covers the rest of its sentence: 如果不处理，我就打12315. */
const CONDITION =
  /如果|要是|假如|否则|不然|要不|再不|若|除非|的话|\bif\b|\botherwise\b|\bunless\b|\bor (?:else|i)\b|\bwould\b/;
/** An intent or a denial covers its own clause: 我要找记者, 没有记者来. */
const UNREAL =
  /我(?:们)?(?:就|一定|马上)?(?:要|会|将|去|就去|就打|就找)|顾客(?:说)?(?:要|会)|客人(?:说)?(?:要|会)|准备|打算|考虑|想(?:要|去|打|找)?|威胁|扬言|声称要|(?:说|就)要|可以(?:打|找)|小心|怕|没有?|不是|并非|未|别|不(?:会|用|想|必)|怎么|如何|是否|\b(?:will|going to|gonna|want to|plan(?:ning)? to|threat\w*|could|might|may|should|let me|not|no|never|haven't|hasn't|didn't|don't|won't|i'll|we'll|how (?:do|can|to))\b/;
/** 记者没有来, "the police didn't come". */
const DENIED_AFTER =
  /^(?:都|还|并|也)?(?:没|未|不)|^ (?:(?:has|have|did|was|were|is|are)(?:n't| not)|never|won't|will)\b/;
/** 没想到记者来了 is surprise, not denial. */
const NOT_UNREAL = /没想到|不但|不仅|不料|不久|不光|会不会|no idea|not only/g;
const ASKS = /[?？]\s*$|吗\s*$/;

const SENTENCES = /[。！!；;\n]|\.(?=\s|$)|(?<=[?？])/;
/** How much of a sentence before a sign is read for what takes it back. */
const LOOKED_BACK = 120;

function arrived(sentence: string, sign: RegExp): boolean {
  if (ASKS.test(sentence)) return false;
  for (const match of sentence.matchAll(sign)) {
    const before = sentence.slice(Math.max(0, match.index - LOOKED_BACK), match.index).replace(NOT_UNREAL, '');
    const clause = before.split(/[,、:]/).at(-1) ?? '';
    const after = sentence.slice(match.index + match[0].length);
    if (!CONDITION.test(before) && !UNREAL.test(clause) && !DENIED_AFTER.test(after)) return true;
  }
  return false;
}

/**
 * `authority` or `media` when one is involved already; `authority` when both are, as its deadlines are law. A threat
 * (否则我打12315, "I will call the police"), a condition, a question and a denial give `undefined`: the case reached us in
 * chat. "I have already called 12315" is a sign, whoever called.
 */
export function recogniseIntake(text: string): IntakeSign | undefined {
  const sentences = text.slice(0, SCANNED_LENGTH).split(SENTENCES).map(fold);
  for (const sign of ['authority', 'media'] as const) {
    if (sentences.some((sentence) => arrived(sentence, SIGNS[sign]))) return sign;
  }
  return undefined;
}

const COMPLAINT =
  /投诉|举报|检举|客诉|控诉|申诉|维权|\bcomplain(?:s|t|ts|ed|ing)?\b|\bmake a complaint\b|\breport (?:a|this|the|an) (?:problem|issue|store|shop|outlet)\b/;
const NO_COMPLAINT =
  /(?:不是|不想|不要|不用|没有?|并非|不|无需|取消|撤销|撤回)(?:要|来|想|再)?(?:投诉|举报|检举)|\b(?:no|not|never|without|don't|cancel(?: my| the)?|withdraw(?: my| the)?)(?: \w+)? (?:a )?complain(?:t|ts|ing)?\b/g;

/** Whether the words clearly want to complain: 我要投诉, 想舉報一家店, "I'd like to complain". 不是投诉 is not one. */
export function looksLikeComplaint(text: string): boolean {
  return COMPLAINT.test(fold(text).replace(NO_COMPLAINT, ' '));
}

const ONLY_A_WISH =
  /^(?:你好|您好)?(?:我)?(?:要|想|想要|需要)?(?:来)?(?:做|提|提个|提交|报|填)?(?:一个|个|一下)?(?:投诉|举报)(?:一下|你们)?$|^(?:hi |hello )?(?:i )?(?:want|would like|d like|need|wish)?(?: ?to)?(?: ?(?:make|file|report|submit))?(?: ?an?)? ?(?:complain|complaint)$/;

/** Whether the words say that someone wants to complain, and nothing of what it is about: 我要投诉. */
export function onlyWantsToComplain(text: string): boolean {
  const words = fold(text)
    .replace(/['’]/g, ' ')
    .replace(/[\p{P}\p{S}]+/gu, '')
    .replace(/ +/g, ' ')
    .trim();
  return ONLY_A_WISH.test(words);
}
