/**
 * One word for what people of different places call the same, so that a question in one of them meets a text in another: Cantonese, Taiwan's words
 * and the mainland's, British and American. Only what means the same wherever it is said; what means the same in this trade alone is in
 * `trade-words.ts`. Pure.
 */
import { fold } from '../recognition/fold.ts';

/** What stands first is what the others become; Simplified and lower case, as `fold` gives it. */
const CHINESE = [
  ...[
    '多少 几多',
    '谁 边个 边位',
    '哪里 边度 边处 哪儿 哪边',
    '哪家 边间',
    '怎么办 点算 点办 咋办',
    '为什么 点解 为啥',
  ],
  ...['怎么 点样 怎样 怎么样 如何 咋', '是不是 系咪 系唔系', '不是 唔系', '不用 唔使 无需', '没有 冇', '有没有 有冇'],
  ...[
    '可不可以 可唔可以 得唔得 能不能 行不行',
    '会不会 会唔会',
    '不 唔',
    '的 嘅',
    '们 哋',
    '他 佢',
    '给 俾 畀',
    '在 喺',
    '来 嚟',
    '了 咗',
    '些 啲',
  ],
  ...[
    '什么 咩 乜嘢 啥 甚么',
    '现在 而家 目前 如今',
    '看 睇',
    '找 揾 搵',
    '拿 攞',
    '谈 倾',
    '东西 嘢',
    '这么 咁',
    '那 嗰',
    '只 净系',
    '上班 返工',
  ],
  ...['老板 老细 店主 老闆', '倒闭 执笠', '亏 蚀', '家具 家俬 傢俬', '房租 铺租 店租 租金', '划算 抵唔抵', '便宜 平啲'],
  ...[
    '什么时候 几时 何时 啥时候 哪时候 什么时间',
    '多久 多长时间 几耐',
    '合同 合约 契约',
    '装修 装潢 装璜 装饰',
    '营销 行销',
    '网络 网路',
  ],
  ...[
    '网上 线上',
    '软件 软体',
    '质量 品质',
    '信息 资讯',
    '披露 揭露',
    '保修 保固',
    '运营 营运',
    '培训 教育训练 受训 训练',
    '交 缴',
  ],
  ...[
    '总部 总公司 公司总部 本部 你们公司',
    '加盟商 加盟主 加盟者 加盟店主',
    '门店 店铺 门市 铺子 铺头 店面 铺面 铺位 商铺 分店 店家',
    '员工 店员 伙计 伙记 雇员 职员',
  ],
  ...[
    '顾客 客人 客户 消费者',
    '品牌 牌子',
    '孩子 小孩 小朋友',
    '视频 影片',
    '打折 折扣',
    '物流 货运',
    '销售额 营业额 流水',
    '店长 经理',
    '一起 一齐',
  ],
];
const ENGLISH = [
  ...[
    'store shop outlet',
    'stores shops outlets',
    'headquarters hq franchisor',
    'contract agreement',
    'contracts agreements',
    'buy purchase',
    'buys purchases',
    'start begin commence',
  ],
  ...[
    'starts begins',
    'staff employees employee workers worker personnel',
    'customer client shopper consumer',
    'customers clients shoppers consumers',
    'goods merchandise products product items item',
  ],
  ...[
    'fee charge levy',
    'fees charges levies',
    'area territory zone district patch',
    'franchisees owners licensees franchisee owner licensee',
    'child kid',
    'children kids',
    'pictures photos images',
  ],
  ...[
    'renovation refurbishment decoration redecoration',
    'renovate refurbish decorate redecorate',
    'flyer flier leaflet',
    'flyers fliers leaflets',
    'lawsuit litigation',
    'color colour',
    'center centre',
    'meter metre',
    'meters metres',
  ],
  ...[
    'license licence',
    'organize organise',
    'instalment installment',
    'instalments installments',
    'neighbor neighbour',
    'often frequently',
    'fast quickly',
    'assistance help support',
    'mall malls',
  ],
];
/** Of several words. */
const PHRASES: readonly (readonly [RegExp, string])[] = [
  [/\b(?:head|main|home) ?offices?\b|\bhead quarters\b/gu, 'headquarters'],
  [/\bweb ?(?:shop|store|site)s?\b|\bonline (?:shop|store)s?\b/gu, 'online store'],
  [/\bfit(?:ting)?[ -]out\b/gu, 'renovation'],
  [/\bsq(?:uare)? ?m(?:et(?:er|re)s?)?\b|\bsqm\b|\bm2\b/gu, 'square meters'],
];

const mapOf = (lines: readonly string[]): ReadonlyMap<string, string> =>
  new Map(
    lines.flatMap((line) => {
      const [first = '', ...others] = line.split(' ');
      return others.map((other) => [other, first] as const);
    }),
  );
const english = mapOf(ENGLISH);
const chinese = mapOf(CHINESE);
const CHINESE_FORMS = new RegExp([...chinese.keys()].toSorted((a, b) => b.length - a.length).join('|'), 'gu');

/** Folded, and in one word for each thing. */
export const read = (text: string): string => unify(fold(text));

/** Of what is folded already. */
export function unify(folded: string): string {
  let plain = folded;
  for (const [form, word] of PHRASES) plain = plain.replace(form, word);
  return plain
    .replace(/[a-z0-9]+/gu, (word) => english.get(word) ?? word)
    .replace(CHINESE_FORMS, (form) => chinese.get(form) ?? form);
}
