/**
 * What someone's first words are (F11): the kinds of case that they look like, the likeliest first. A proposal and never more: whoever
 * wrote them says what they are.
 */
import type { CaseKind } from '../domain/case.ts';
import { fold, SCANNED_LENGTH } from './fold.ts';
import { looksLikeComplaint } from './signs.ts';

/** Folded words that speak for a kind, and how much. Each sign counts once, however often it stands there. */
interface Sign {
  kind: CaseKind;
  weight: number;
  words: RegExp;
}

const EQUIPMENT =
  '(?:冰柜|冰箱|冷柜|冷藏柜|冷冻柜|雪柜|冷气|空调|收银机|收款机|收银系统|刷卡机|pos机?|扫码枪|扫描枪|扫描器|打印机|列印机|小票机|发票机|小票|收据|电路|插座|电闸|监控|摄像头|录像|灯|电梯|卷帘门|卷闸|铁闸|自动门|感应门|烤箱|咖啡机|制冰机|热水器|蒸箱|微波炉|系统|网络|路由器|wifi|网线|电脑|平板|电子秤|磅秤|水管|下水道|水龙头|马桶|招牌|门锁|显示屏|屏幕|键盘|设备|机器|软件|后台|app)';
const FAULT =
  '(?:坏|故障|失灵|罢工|死机|当机|蓝屏|黑屏|漏水|漏电|漏气|报错|异响|跳闸|卡纸|卡死|卡住|断网|断电|没反应|冇反应|印不(?:出来|到)|打不(?:出来|到)|没电|没网|连不上|连不到|登不上|登录不了|登不进|开不了|开唔到|打不开|关不上|刷不了|扫不了|印不出|打不出|点不着|一直(?:闪|转|响|滴水|重启)|闪(?:烁|个不停)|转圈|点不了|[升降]不(?:上去|下来|起来)|拉不(?:上|下)|冒烟|没声音|没画面|不(?:太)?(?:制冷|制热|工作|亮|转|出纸|出水|能用|动|冷|冻|凉|通|灵|准)|唔(?:冻|得|着|郁)|用不了|用唔到|要修|需要修|修一下|换一)';
const MACHINE =
  '\\b(?:fridge|freezer|refrigerator|chiller|cooler|till|cash register|register|pos|card reader|terminal|printer|scanner|air[ -]?con(?:ditioning|ditioner)?|heating|heater|system|router|network|internet|wi-?fi|lights?|lamp|oven|coffee machine|ice machine|machine|camera|cctv|screen|monitor|shutter|doors?|computer|tablet|scales?|sign|sink|tap|toilet|equipment|app|software)\\b';
const BROKEN =
  "(?:broken(?! by)|broke down|not (?:working|cooling|printing|starting|responding)|isn't (?:working|cooling|printing)|(?:doesn't|does not|won't|will not|can't|cannot) (?:work|start|turn on|print|cool|open|close|connect|scan|charge|switch on|log ?in)|stopped (?:working|cooling|printing)|\\bdown\\b|leak(?:s|ing)?\\b|frozen|crash(?:es|ed|ing)?\\b|offline|out of order|no power|restarting|jammed|error|dead|faulty|died|flicker|\\bbeeps?\\b|\\btrips? (?:the )?(?:fuse|breaker)|\\bno (?:signal|power|sound|picture)\\b|nothing happens|smok(?:e|ing)|stuck)";

const SHOPPERS = '(?:顾客|客人|客户|消费者|小孩|孩子|小朋友|熊孩子|细路|宝宝|老人|阿姨|大叔|大妈|女士|先生|有人|买家)';
const BREAKS =
  '(?:(?:打|摔|碰|弄|撞|砸|踩|踢|搞|整|推|扯|撕|压|拉|挤|坐|掉)(?:碎|坏|烂|破|翻|倒|断|跌|裂|爆|洒|瘪)|碰掉|打跌|[碰掉弄撞]到地上|[倒打]泻|[刮划撞]花|[弄溅洒](?:脏|湿)|扯断|咬(?:破|开|烂)|拆(?:烂|坏)|损坏|损毁|毁坏|碎了|洒了一地)';
const SHOPPER =
  '\\b(?:customers?|shoppers?|kids?|child(?:ren)?|boy|girl|toddler|visitor|someone|woman|man|guest|lady)\\b';
const BREAKING =
  '(?:\\bbroke(?! down)\\b|\\bbroken\\b|smash(?:ed|es)?|knock(?:ed|s)? (?:\\w+ ){0,5}(?:over|down|off)|\\bdropped\\b|damaged?|shatter(?:ed)?|spil(?:led|t)|\\btore\\b|crack(?:ed)?\\b|\\bripped\\b|\\bscratched\\b|\\btook (?:\\w+ ){1,4}down\\b|\\bpulled (?:\\w+ ){1,6}down\\b)';

const sign = (kind: CaseKind, weight: number, words: RegExp): Sign => ({ kind, weight, words });

const SIGNS: readonly Sign[] = [
  // What someone calls it themselves.
  sign(
    'praise',
    5,
    /表扬|表彰|嘉许|夸(?:奖|赞|一夸|夸|一下)|点(?:个)?赞|称赞|赞扬|赞一下|给(?:个)?好评|锦旗|\bcompliments?\b|\bpraise\b|\bkudos\b|\bshout-?out\b|\bcommend\b/,
  ),
  sign(
    'suggestion',
    5,
    /建议|提议|提(?:个|一个|点|些)?意见|(?:一个|个|有)想法|\bsuggest(?:ion|ions|ing)?\b|\b(?:an|my|one|another|have some) ideas?\b|\bpropos(?:e|al)\b/,
  ),
  sign(
    'service',
    5,
    /报修|维修|(?:找|派|叫|安排|请)(?:个|人|一个|位)?(?:人|师傅|技术员|工程师|技工)?(?:过)?(?:来|上门)?(?:修|看看|看一下|睇|检修)|上门(?:服务|安装|检修)|师傅(?:来|上门)|\b(?:technician|engineer|repairman)\b|\brepairs?\b|\bservice order\b|电工|水电工|\belectrician\b|\bplumber\b|\bno (?:internet|power|electricity|hot water|water|network|wi-?fi) (?:in|at|since|for|today)\b|\bfix (?:it|the|our|my)\b/,
  ),
  sign(
    'consultation',
    4,
    /咨询|请问|想(?:问|了解|知道)|请教|打听|问一下|\bi(?:'d like| would like| want) to (?:ask|know|find out)|\b(?:quick )?question\b|\bwondering\b/,
  ),
  sign('damage', 5, /商品损坏|货(?:品|物)损坏|\bbreakages?\b/),
  sign(
    'dispute',
    6,
    /[窜串]货|(?:跨|越)区(?:域)?(?:销售|经营|卖|供货|送货)?|低价(?:倾销|抢)|倾销|恶意(?:降价|压价|竞争)|乱价|抢(?:走)?(?:了)?(?:我|我们|本店)?(?:的|家|店)?(?:老)?(?:客户|客源|生意|顾客)|(?:抢|搶)(?:走)?我(?:啲|哋)[^。]{0,4}(?:客|生意)|(?:加盟商|加盟店|隔壁店?|旁边的店|附近的店)[^。]{0,6}(?:有|起|发生)(?:了)?(?:纠纷|争议|矛盾)|(?:加盟商|加盟店)[^。]{0,10}(?:到|来|在)(?:我|我们)(?:这边|这里|的区域|的地盘|的片区|店门口)|(?:拉|挖)(?:走)?(?:我|我们)?的?客|\bbelow the agreed price\b|\b(?:poach|steal)(?:ing|ed|e?s)? (?:my|our) (?:customers|clients)|\bprice dumping\b|\bundercut(?:s|ting)?\b|\b(?:in|into) (?:my|our) (?:area|territory|district)\b/,
  ),
  // What it is about.
  sign(
    'damage',
    4,
    new RegExp(
      `${SHOPPERS}[^。！？!?;；]{0,24}${BREAKS}|${BREAKS}[^。！？!?;；]{0,12}(?:被|让|给)${SHOPPERS}|(?:不小心|失手|唔小心)[^。！？!?;；]{0,14}${BREAKS}|被[^。！？!?;；]{0,10}${SHOPPERS}?[^。！？!?;；]{0,6}(?:打|摔|碰|撞|弄|整)(?:碎|烂|坏|翻|倒|破|跌)`,
    ),
  ),
  sign(
    'damage',
    4,
    new RegExp(
      `${SHOPPER}[^.!?;]{0,50}${BREAKING}|${BREAKING} by [^.!?;]{0,20}${SHOPPER}|\\b(?:accidentally|by accident)[^.!?;]{0,20}${BREAKING}|\\bi ${BREAKING}`,
    ),
  ),
  // What falls or bursts by itself, and who slips: the same record is kept, and it asks after the person first.
  sign(
    'damage',
    3,
    new RegExp(
      `(?:货架|堆头|酒瓶|玻璃瓶?|花瓶|瓶子)[^。！？!?;；，,]{0,6}(?:爆|炸|倒|碎|塌|掉下)|${SHOPPERS}[^。！？!?;；，,]{0,10}(?:滑倒|摔倒|跌倒|绊倒|[滑仆]低)|\\b(?:shel(?:f|ves)|rack|display|bottles?|jars?) (?:\\w+ ){0,2}(?:fell|collapsed|burst|exploded)\\b|${SHOPPER} (?:\\w+ ){0,2}(?:slipped|tripped|fell)\\b(?! (?:ill|sick|asleep))`,
    ),
  ),
  sign('service', 4, new RegExp(`${EQUIPMENT}[^。！？!?;；]{0,14}${FAULT}|${FAULT}[^。，,！？!?;；]{0,4}${EQUIPMENT}`)),
  sign('service', 4, new RegExp(`${MACHINE}[^.!?;]{0,40}${BROKEN}|${BROKEN} ${MACHINE}`)),
  sign(
    'praise',
    3,
    /(?<![不没无]|不够|不太|没有|缺乏|毫无)(?:热情|热心|贴心|耐心|周到|亲切|细心|有礼貌|暖心)(?!不)|(?:态度|服务)(?:质量)?(?:真的?|很|特别|非常|超级?|太|好|十分|一流|咁)?(?<!不)(?:好(?!不|没|差)|一流|赞|棒|到位)|帮了(?:我|我们)?(?:一个)?(?:大|很大的)忙|(?:太|真|很|最)棒|(?:特别|非常|真|很|太|咁)好(?:的)?(?:一位|一个|位|个)?(?:店员|员工|店长|人|职员|同事)|主动(?:帮|送|给)|笑容|让人(?:很|特别|非常)?(?:舒服|感动|温暖)|很感动|多得你|细致|\b(?:very|so|really|extremely|incredibly|always) (?:kind|helpful|friendly|patient|nice|polite|attentive)\b|\bwent out of (?:her|his|their) way\b|\bmade my day\b|\bpleasant\b|\bsimply the best\b|\bthe best (?:staff|team|service|cashier|store|manager)\b|\b(?:big|many|huge) thanks to\b|\bwell done\b|\b(?:great|excellent|wonderful|fantastic|amazing|outstanding|lovely|brilliant) (?:service|staff|job|experience|team|help|cashier|people)\b|\b(?:patient|kind|wonderful|lovely|a star|a gem|brilliant)\b(?=[^.]{0,40}\b(?:me|us|help|thank))/,
  ),
  sign(
    'praise',
    3,
    /(?:感谢|谢谢|多谢|谢)(?:一下)?(?:你们|您们|你哋)?(?:家|店里?|店)?(?:的|那位|这位|那个)?[^，,。！!？?]{0,12}(?:店员|员工|店长|服务员|收银员|收银|小姐姐|小哥|姑娘|姐姐|阿姨|师傅|同事|导购|团队)|\b(?:thanks?|thank you|grateful)(?: so much| a lot)? (?:to|for) (?:the|your|that|all) (?:\w+ ){0,3}(?:staff|cashier|clerk|manager|team|assistant|girl|guy|lady)|\bthank (?:the|your|that|one of your) (?:\w+ ){0,3}(?:staff|cashier|clerk|manager|team|assistant|girl|guy|lady|man|people)/,
  ),
  sign(
    'suggestion',
    3,
    /(?:能不能|可不可以|能否|可否|可以|何不|不如|要不|最好|希望|盼|期望|期待|想|麻烦)[^。！？!?;；，,]{0,10}(?:增加|加(?:个|一|上|多|点|设)|多(?:点|些|一|开|进|备|放|出|设|搞)|推出|开通|提供|改进|改善|改成|优化|延长|延迟|设(?:个|置|立|一)|出(?:一|个|些|点)|引进|引入|简化|缩短|早点|晚点|搞(?:个|点|些))|就(?:更)?好了|会更好|更方便|改进|优化|可以(?:做|有|弄|设)(?:个|一个|一些)|不如(?:搞|做|开|设|加)|其他店都有|\bmaybe you could\b|\bwhat about (?:a|an|some|having|adding|offering)\b|\bwould (?:speed|make|save|help|attract|improve)\b|\b(?:could|should) (?:put|have|be) (?:more|bigger|a|an|the)\b|\b(?:would|might|could) be (?:so much |much |really )?(?:nice|great|better|good|helpful|easier|lovely)\b|\bit would help if\b|\b(?:could|can) you (?:please )?(?:add|offer|stock|sell|introduce|extend|start|consider|make)\b|\bhow about\b|\bwhy not\b|\bwhy don't you\b|\bplease (?:add|consider|stock|introduce|extend)\b|\byou should (?:add|offer|sell|stock|have|introduce|think)\b|\brecommend\b|\bi wish you (?:had|sold|would)\b/,
  ),
  sign(
    'complaint',
    3,
    /态度(?:真的?|很|太|特别|非常|极其|十分|咁|好)?(?:差|恶劣|冷淡|不好|唔好|嚣张|不行|有问题)|不耐烦|骂(?:人|我|顾客|了)|吼(?:我|人)|多收|多扣|收多|少找|找错|算错|扣了两次|重复扣|过期|变质|发霉|馊|臭|发酸|酸的|酸了|异物|头发|虫子?|苍蝇|蟑螂|老鼠|假货|次品|(?:质量|品质|质素)(?:真的?|太|很|好)?(?:差|不好|不行)|不新鲜|唔新鲜|退(?:钱|款|货)|换货|(?:欺|诈|受)骗|骗(?:我|人|钱)|坑人|没人理|冇人理|不理(?:我|人)|(?:等|排)了?(?:半|很久|太久|好久|\d+|一个|两个|几个)(?:多)?(?:天|个|小时|分钟|钟|久)|拖了|缺货|断货|比[^。，]{0,8}(?:贵|贵很多)|太贵|标价|价格不(?:一|符|对)|两个价|太脏|很脏|好脏|脏(?:死|乱|兮)|太吵|卫生(?:太|很)?(?:差|不好)|拉肚子|肚子(?:疼|痛)|不满|(?<!解)气死|太过分|坑|差评|没(?:有)?(?:兑现|处理|解决|人管|收到|给|送到|到账)|[怪异]味|爱理不理|[不唔]理人|送错|发错|拿错|配错|[不唔]接电话|电话[^，。]{0,2}不接|玩手机|吵到|吵死|太久|难吃|烂的|泡汤|推卸|踢皮球|敷衍|\b(?:rude|rudely)\b|\boverchar|\bcharged (?:me |us )?(?:\w+ ){0,3}(?:twice|too much|extra|wrong)|\b(?:expired|out of date|past its date|sour|mou?ld(?:y|s)?|stale|rotten|spoil(?:ed|t)|off)\b(?! the)|\brefund\b|\b(?:dirty|filthy|smelly|smells)\b|\bignored (?:me|us|my)\b|\bunacceptable\b|\b(?:terrible|horrible|awful|disgusting|appalling|worst)\b|\bwrong\b|\brefus(?:ed|es) to\b|\blaughed at\b|\bcheated\b|\bscam\b|\bnever (?:arrived|came|answered|called)\b|\bmissing\b|\bwait(?:ed|ing) (?:for )?(?:over |more than )?(?:\w+ )?(?:hours?|minutes|days|weeks|ages)\b|\b(?:poor|bad|shoddy) (?:quality|service|attitude|goods)\b|\bnot (?:fresh|friendly|helpful|polite|happy|patient|kind)\b|\bun(?:friendly|helpful|happy)\b|\bfake\b|\b(?:hair|insect|fly|cockroach|glass) in (?:my|the)\b|\btoo (?:expensive|loud|noisy)\b|\bstill (?:no|not|hasn't|haven't)\b|\bshouted at\b|\bdisappointed\b|\bnobody (?:came|answered|helped|cares)\b/,
  ),
  // How it is said.
  sign(
    'consultation',
    2,
    /怎么(?:办|弄|申请|加盟|操作|用|下单|开通|订货|退|换|改|算|交|联系|查|做|样)|如何|怎样|点样|几时|多少(?:钱|费)?|几多|什么时候|啥时候|哪里|哪儿|边度|几点|多久|加盟(?:费|条件|流程)|保证金|条件是|什么(?:抬头|资料|材料|手续|证件|流程|条件)|总部电话|(?:可以|能)(?:转让|退|换|续|用)[^。]{0,6}吗|有没有|是否|可唔可以|\b(?:how|when|where|what|which|who)\b[^.]*\?|\bhow (?:do|can|much|many|long|to)\b|\bwhat (?:is|are|does|do)\b|\b(?:can|could|may) (?:i|we)\b|\bdo (?:you|i|we)\b|\bis (?:there|it possible)\b|\bam i\b|\bwhich (?:documents|form|papers)\b|^is (?:\w+ ){1,3}(?:available|open|possible|allowed)\b/,
  ),
  sign('consultation', 1, /[?？]\s*$|[吗么呢嘛]\s*[?？。!！]?\s*$/),
];

/** What someone says that it is not: 不是投诉, "not a complaint". */
const DENIED: Readonly<Partial<Record<CaseKind, RegExp>>> = {
  complaint:
    /(?:不是|不算|并非|没有|不想|无意|唔系|不要|不打算)(?:要|来|想|在|系)?(?:投诉|举报|抱怨)|\b(?:not|isn't|no|never|nothing to|don't want to|without) (?:\w+ )?(?:a |an )?(?:complain(?:t|ts|ing)?|criticism)\b/g,
  praise:
    /(?:不是|不算|并非|没有|不想|谈不上|唔系)(?:要|来|想|在)?(?:表扬|夸奖|称赞|好评)|\b(?:not|isn't|no) (?:\w+ )?(?:a )?(?:praise|compliment)\b/g,
  suggestion:
    /(?:不是|不算|没有|没什么|不想|唔系)(?:要|来|想|在|提|什么)?(?:建议|意见)|\b(?:not|isn't|no) (?:\w+ )?(?:a )?suggestions?\b/g,
  service:
    /(?:不是|不用|不需要|无需|唔使|不必)(?:要|来|想|再)?(?:报修|维修|修)|\b(?:no|not|don't need(?: a| any)?) (?:\w+ )?repairs?\b/g,
};

/** More than one kind that is named by its word; of two alike the first here comes first. */
const ORDER: readonly CaseKind[] = [
  'dispute',
  'damage',
  'service',
  'praise',
  'suggestion',
  'complaint',
  'consultation',
];

/** The kinds that the words speak for, the likeliest first; none when nothing in them tells. */
export function proposeKinds(text: string): CaseKind[] {
  let words = fold(text.slice(0, SCANNED_LENGTH));
  const denied = new Set<CaseKind>();
  for (const kind of ORDER) {
    const pattern = DENIED[kind];
    const without = pattern ? words.replace(pattern, ' ') : words;
    if (without !== words) denied.add(kind);
    words = without;
  }
  const scores = new Map<CaseKind, number>();
  const add = (kind: CaseKind, weight: number) => scores.set(kind, (scores.get(kind) ?? 0) + weight);
  if (looksLikeComplaint(words)) add('complaint', 6);
  for (const { kind, weight, words: pattern } of SIGNS) if (pattern.test(words)) add(kind, weight);
  const scoreOf = (kind: CaseKind): number => (denied.has(kind) ? 0 : (scores.get(kind) ?? 0));
  return ORDER.filter((kind) => scoreOf(kind) > 0).sort((a, b) => scoreOf(b) - scoreOf(a));
}

const WISHES: Readonly<Partial<Record<CaseKind, RegExp>>> = {
  praise: /^(?:表扬|夸奖|点赞|praise|acompliment|compliment)$/,
  suggestion: /^(?:建议|意见|建议或意见|suggestion|asuggestion|suggest|anidea|idea)$/,
  service: /^(?:报修|维修|服务单|repair|arepair|aserviceorder|serviceorder)$/,
  damage: /^(?:商品损坏|货损|damage|damagedgoods|abreakage|breakage)$/,
};
/** What people put around the bare word. */
const WISHING =
  /^(?:你好|您好|hi|hello)?(?:我|我们)?(?:想要|想|要(?!提)|需要|有|来|iwantto|i'?dliketo|iwouldliketo|i'?vegot|ihave|ineed|make|give|report)*(?:要)?(?:提|做|填|写|报(?!修))?(?:一个|个|一下|一条|条|点|些)?|(?:一下|你们|要提|想提)?$/g;

/** The kind that someone asks for by its bare word, with nothing of what it is about: 我要表扬, "I have a suggestion". */
export function onlyWants(text: string): CaseKind | undefined {
  const words = fold(text).replace(/[\p{P}\p{S}\s]+/gu, '');
  if (words.length > 40) return undefined;
  const bare = words.replace(WISHING, '');
  return ORDER.find((kind) => WISHES[kind]?.test(bare));
}
