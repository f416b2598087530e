/** The texts that people read: whole in every language, well set in Chinese, and true to what the program understands. */
import { IntlMessageFormat } from 'intl-messageformat';
import { Converter } from 'opencc-js';
import { describe, expect, it } from 'vitest';
import { CAUSES, INTAKES, OUTCOMES } from '../../src/domain/case.ts';
import { LANGUAGES, type Language } from '../../src/domain/person.ts';
import { CATALOGUES, formatWindow, type MessageKey, phrase } from '../../src/locales/catalogue.ts';
import { en } from '../../src/locales/en.ts';
import { readControl } from '../../src/recognition/control.ts';
import { fold } from '../../src/recognition/fold.ts';
import { readLanguage } from '../../src/recognition/language.ts';
import { recogniseOutlets } from '../../src/recognition/outlet.ts';
import { recognisePhones } from '../../src/recognition/phone.ts';
import { recogniseTimes } from '../../src/recognition/time.ts';

const KEYS = Object.keys(en) as MessageKey[];
const CHINESE = ['zh-Hans', 'zh-Hant'] as const satisfies readonly Language[];

/** Keys whose text is the same in Chinese as in English: placeholders and signs only. */
const SAME_AS_ENGLISH: ReadonlySet<MessageKey> = new Set([
  'card.title',
  'card.line.settled',
  'mine.line',
  'mine.line.undated',
  'journal.refer',
  'queue.count',
  'people.choice',
  'audit.line',
  'audit.change',
  'call.line',
  'call.item',
  'call.item.open',
  'call.case.line',
  'call.numbered',
  'call.due.whose',
  'policy.line',
  'policy.line.at',
  'policy.card',
  'policy.changes.removed',
  'policy.changes.added',
  'dossier.line',
  'dossier.card',
  'dossier.risk.line',
  'dossier.risk.line.interview',
  'apply.questions.line',
]);

type Elements = ReturnType<IntlMessageFormat['getAst']>;
type Values = Record<string, string | number>;

interface Parameter {
  kind: 'value' | 'plural' | 'select';
  options: string[];
}

const parse = (text: string): Elements => new IntlMessageFormat(text, 'en', undefined, { ignoreTag: true }).getAst();

/** Type 0 of the parser's elements is literal text, 7 the number sign within a plural. */
const isParameter = ({ type }: Elements[number]): boolean => type !== 0 && type !== 7;

function parametersOf(elements: Elements, found = new Map<string, Parameter>()): Map<string, Parameter> {
  for (const element of elements) {
    if (!isParameter(element) || !('value' in element)) continue;
    if (!('options' in element)) {
      found.set(element.value, { kind: 'value', options: [] });
      continue;
    }
    const kind = 'offset' in element ? 'plural' : 'select';
    found.set(element.value, { kind, options: Object.keys(element.options).sort() });
    for (const option of Object.values(element.options)) parametersOf(option.value, found);
  }
  return found;
}

/** Only what is written, without placeholders; every branch on a line of its own. */
function literalsOf(elements: Elements): string {
  return elements
    .map((element) => {
      if ('options' in element) {
        return Object.values(element.options)
          .map((option) => `\n${literalsOf(option.value)}\n`)
          .join('');
      }
      return element.type === 0 ? element.value : '\uFFFC';
    })
    .join('');
}

/** Values for every parameter, in every way that makes a difference. */
function samplesOf(text: string): Values[] {
  let samples: Values[] = [{}];
  for (const [name, { kind, options }] of parametersOf(parse(text))) {
    const values = kind === 'select' ? [...options, 'unheard-of'] : kind === 'plural' ? [0, 1, 2, 11] : ['C-1042'];
    samples = samples.flatMap((sample) => values.map((value) => ({ ...sample, [name]: value })));
  }
  return samples;
}

/** What stands in the text, line by line and without what names another language on purpose. */
function ownWords(language: Language, key: MessageKey): string {
  const words = literalsOf(parse(CATALOGUES[language][key]));
  return key === 'front.languages' ? words.replace(/简体中文：\/language 简体|繁體中文：\/language 繁體/g, '') : words;
}

/** Every text of a language of which something is true, with its key. */
function textsWhere(language: Language, is: (words: string, key: MessageKey) => boolean): string[] {
  return KEYS.filter((key) => is(ownWords(language, key), key)).map((key) => `${key}: ${ownWords(language, key)}`);
}

describe.each(LANGUAGES)('the texts in %s', (language) => {
  const catalogue = CATALOGUES[language];

  it('have the keys of the reference, in its order', () => {
    expect(Object.keys(catalogue)).toEqual(KEYS);
  });

  it('are never empty and have no blanks at their ends', () => {
    expect(KEYS.filter((key) => catalogue[key] === '' || catalogue[key].trim() !== catalogue[key])).toEqual([]);
  });

  it('have the parameters of the reference, and the same branches of a select', () => {
    const shapeOf = (text: string) =>
      Object.fromEntries(
        [...parametersOf(parse(text))].map(([name, { kind, options }]) => [name, kind === 'select' ? options : kind]),
      );
    const shapes = (texts: Record<MessageKey, string>) => KEYS.map((key) => ({ key, ...shapeOf(texts[key]) }));
    expect(shapes(catalogue)).toEqual(shapes(en));
  });

  it('can all be put into words', () => {
    for (const key of KEYS) {
      for (const sample of samplesOf(en[key])) {
        const words = phrase(language, key, sample);
        expect(words.trim(), key).not.toBe('');
        expect(words, key).not.toMatch(/[{}]/);
      }
    }
  });

  it('name the same commands as the reference', () => {
    const commandsIn = (text: string) =>
      [...new Set(text.match(/\/[a-z]+[0-9]?(?: (?:C-1042|ID|desk2?|prospect))?/g))].sort();
    for (const key of KEYS) expect(commandsIn(catalogue[key]), key).toEqual(commandsIn(en[key]));
  });

  it('name the commands of the two other languages along with the welcome', () => {
    const offered = [...catalogue['front.languages'].matchAll(/\/language ([^ \n]+)/g)];
    const others = LANGUAGES.filter((other) => other !== language);
    expect(offered.map(([, name = '']) => readLanguage(name)).sort()).toEqual([...others].sort());
  });

  it('keep labels of buttons short', () => {
    const isLabel =
      /button|skip|cause\.|intake\.|outcome\.|\.yes$|\.no$|resume\.(?:continue|begin)|complainant\.(?:shopper|self|franchisee)$|\.submit$|^desk\.(?:send|replay|resend)$/;
    const most = language === 'en' ? 45 : 20;
    const graphemes = new Intl.Segmenter(language, { granularity: 'grapheme' });
    const tooLong = KEYS.filter((key) => isLabel.test(key))
      .map((key) => phrase(language, key, { number: 'C-1042', id: '1a2b3c4d' }))
      .filter((label) => [...graphemes.segment(label)].length > most);
    expect(tooLong).toEqual([]);
  });

  it('name words of control that are understood', () => {
    const named = [...catalogue['form.help'].matchAll(/[“「](.+?)[”」]/g)].map(([, word = '']) => readControl(word));
    expect(named).toEqual(['back', 'skip', 'repeat', 'pause', 'cancel', 'person']);
  });

  it('call a button by its label', () => {
    expect(catalogue['form.offer-person']).toMatch(/[“「].+[”」]/);
    expect(catalogue['form.offer-person']).toContain(catalogue['form.button.person']);
  });

  it('give examples that would be taken as answers', () => {
    const time = { now: '2026-08-05T10:00:00Z', zone: 'Asia/Shanghai' };
    expect(recogniseTimes(catalogue['complaint.when.example'], time)).toHaveLength(2);
    expect(recogniseTimes(catalogue['complaint.what.example'], time)).toHaveLength(1);
    expect(recognisePhones(catalogue['complaint.phone.example'], 'CN')).toHaveLength(2);
    const outlet = {
      id: '1',
      code: 'BJ001',
      name: '朝阳路店',
      aliases: ['Chaoyang Road'],
      region: 'north',
      zone: 'Asia/Shanghai',
    };
    expect(recogniseOutlets(catalogue['complaint.outlet.example'], [outlet]).map(({ outlet: { id } }) => id)).toEqual([
      '1',
      '1',
    ]);
    expect(recogniseOutlets(catalogue['complaint.what.example'], [outlet])).toHaveLength(1);
  });
});

describe('a typed label', () => {
  const SETS: Readonly<Record<string, readonly MessageKey[]>> = {
    groups: (['goods', 'service', 'premises', 'technical'] as const).map((group) => `cause.group.${group}` as const),
    causes: Object.values(CAUSES)
      .flat()
      .map((cause) => `cause.${cause}` as const),
    intakes: INTAKES.map((intake) => `intake.${intake}` as const),
    outcomes: OUTCOMES.map((outcome) => `outcome.${outcome}` as const),
    complainants: ['complaint.complainant.shopper', 'complaint.complainant.self', 'complaint.complainant.franchisee'],
    'what to do with words': ['front.button.complaint', 'front.button.add', 'front.button.person', 'front.button.no'],
    'the review': ['form.button.submit', 'complaint.submit', 'desk.send', 'form.button.change', 'form.button.cancel'],
    'a question': [
      'form.button.keep',
      'form.button.back',
      'form.button.person',
      'complaint.who.skip',
      'complaint.how.skip',
      'dispute.skip',
    ],
    'the way out': ['form.cancel.yes', 'form.cancel.no'],
    'the way back in': ['form.resume.continue', 'form.resume.begin'],
  };
  /** Three labels for the one button that sends. */
  const meaningOf = (key: MessageKey): MessageKey =>
    key === 'complaint.submit' || key === 'desk.send' ? 'form.button.submit' : key;

  it.each(Object.entries(SETS))('means one thing only, whatever the language: %s', (_, keys) => {
    const meanings = new Map<string, Set<MessageKey>>();
    for (const key of keys) {
      for (const language of LANGUAGES) {
        const label = fold(phrase(language, key, { number: 'C-1042' }));
        meanings.set(label, (meanings.get(label) ?? new Set()).add(meaningOf(key)));
      }
    }
    expect([...meanings].filter(([, meant]) => meant.size > 1)).toEqual([]);
  });

  it('is no word of control for something else', () => {
    const own: Partial<Record<MessageKey, string>> = {
      'front.button.person': 'person',
      'front.button.no': 'no',
      'form.button.person': 'person',
      'form.button.back': 'back',
      'form.button.cancel': 'cancel',
      'form.button.change': 'review',
      'form.button.submit': 'yes',
      'complaint.submit': 'yes',
      'desk.send': 'yes',
      'form.cancel.yes': 'cancel',
    };
    for (const key of Object.values(SETS).flat()) {
      for (const language of LANGUAGES) {
        const label = phrase(language, key, { number: 'C-1042' });
        expect([undefined, own[key]], `${language} ${key}: ${label}`).toContain(readControl(label));
      }
    }
  });
});

describe.each(CHINESE)('the Chinese of %s', (language) => {
  it('is not left in English', () => {
    const same = KEYS.filter((key) => CATALOGUES[language][key] === en[key]);
    expect(same).toEqual([...SAME_AS_ENGLISH]);
  });

  it('sets full-width punctuation beside Chinese characters', () => {
    expect(textsWhere(language, (words) => /\p{Script=Han}[,.?!:;()~]|[,.?!:;(~]\p{Script=Han}/u.test(words))).toEqual(
      [],
    );
  });

  it('has no straight quotes', () => {
    expect(textsWhere(language, (words) => /["'`]/.test(words))).toEqual([]);
  });

  it('has no blanks between Chinese characters or beside full-width punctuation', () => {
    const blank = /\p{Script=Han} +\p{Script=Han}| [，。：；？！、（）“”「」]|[，。：；？！、（）“”「」] /u;
    expect(textsWhere(language, (words) => blank.test(words))).toEqual([]);
  });

  it('sets a blank between Chinese characters and Latin letters or digits', () => {
    expect(textsWhere(language, (words) => /\p{Script=Han}[\w/]|\w\p{Script=Han}/u.test(words))).toEqual([]);
  });

  it('ends sentences with one sign only', () => {
    expect(textsWhere(language, (words) => /[，。：；？！、]{2}|\.{2}|…/u.test(words))).toEqual([]);
  });

  it('is polite: 您, never 你', () => {
    expect(textsWhere(language, (words) => /[你妳]/u.test(words))).toEqual([]);
    expect(textsWhere(language, (words) => words.includes('您')).length).toBeGreaterThan(20);
  });

  it('has no slang and no emoji', () => {
    expect(textsWhere(language, (words) => /[亲親哦喔哈啦呗～]|\p{Extended_Pictographic}/u.test(words))).toEqual([]);
  });

  it('calls things what the domain calls them', () => {
    const title = CATALOGUES[language]['complaint.title'];
    expect(title).toBe(language === 'zh-Hans' ? '投诉' : '投訴');
    const strangers = language === 'zh-Hans' ? /门市|店铺|案件|个案|客诉|总公司/ : /門店|店鋪|案件|個案|客訴|總公司/;
    expect(textsWhere(language, (words) => strangers.test(words))).toEqual([]);
  });
});

describe('Simplified Chinese', () => {
  const simplify = Converter({ from: 't', to: 'cn' });

  it('has no Traditional characters', () => {
    expect(textsWhere('zh-Hans', (words) => simplify(words) !== words)).toEqual([]);
  });

  it('quotes with “”', () => {
    expect(textsWhere('zh-Hans', (words) => /[「」『』]/.test(words))).toEqual([]);
  });

  it('has the words of the mainland', () => {
    expect(textsWhere('zh-Hans', (words) => /讯息|资讯|资料库|电邮|联络|合约|萤幕|品质|透过/.test(words))).toEqual([]);
  });
});

describe('Traditional Chinese', () => {
  const expand = Converter({ from: 'cn', to: 't' });

  it('has no Simplified characters', () => {
    expect(textsWhere('zh-Hant', (words) => expand(words) !== words)).toEqual([]);
  });

  it('quotes with 「」', () => {
    expect(textsWhere('zh-Hant', (words) => /[“”‘’]/.test(words))).toEqual([]);
  });

  it('has the words of Hong Kong and Taiwan', () => {
    const mainland = /信息|消息|數據|默認|質量|聯繫|合同|郵箱|短信|反饋|屏幕|登錄|鏈接|答復|回復|身份/;
    expect(textsWhere('zh-Hant', (words) => mainland.test(words))).toEqual([]);
  });
});

describe('a window of time', () => {
  const now = '2026-11-18T04:00:00Z';
  const window = (from: string, until: string) => ({ from: `${from}:00Z`, until: `${until}:00Z` });

  it.each([
    [
      '2026-11-24T07:00',
      '2026-11-24T09:00',
      'Tue, 24 November, 3–5 pm',
      '11月24日（周二）下午3:00–5:00',
      '11月24日（週二）下午3:00–5:00',
    ],
    [
      '2026-11-24T01:00',
      '2026-11-24T04:00',
      'Tue, 24 November, 9 am–noon',
      '11月24日（周二）上午9:00–中午12:00',
      '11月24日（週二）上午9:00–中午12:00',
    ],
    [
      '2026-11-24T04:00',
      '2026-11-24T07:30',
      'Tue, 24 November, noon–3:30 pm',
      '11月24日（周二）中午12:00–下午3:30',
      '11月24日（週二）中午12:00–下午3:30',
    ],
    [
      '2026-11-21T16:00',
      '2026-11-21T16:30',
      'Sun, 22 November, 12–12:30 am',
      '11月22日（周日）凌晨0:00–0:30',
      '11月22日（週日）凌晨0:00–0:30',
    ],
    [
      '2027-01-05T01:00',
      '2027-01-05T01:30',
      'Tue, 5 January 2027, 9–9:30 am',
      '2027年1月5日（周二）上午9:00–9:30',
      '2027年1月5日（週二）上午9:00–9:30',
    ],
    [
      '2026-11-21T01:00',
      '2026-11-22T10:00',
      'Sat, 21 November, 9 am – Sun, 22 November, 6 pm',
      '11月21日（周六）上午9:00 – 11月22日（周日）晚上6:00',
      '11月21日（週六）上午9:00 – 11月22日（週日）晚上6:00',
    ],
  ])('from %s to %s is said with its zone', (from, until, en, hans, hant) => {
    const said = LANGUAGES.map((language) => formatWindow(language, window(from, until), 'Asia/Shanghai', now));
    const expected = {
      en: `${en} (Shanghai time)`,
      'zh-Hans': `${hans}（上海时间）`,
      'zh-Hant': `${hant}（上海時間）`,
    };
    expect(said).toEqual(LANGUAGES.map((language) => expected[language]));
  });

  it('calls a zone without a Chinese name by its own', () => {
    const lunch = window('2026-11-24T15:00', '2026-11-24T16:00');
    expect(formatWindow('zh-Hans', lunch, 'America/Argentina/Buenos_Aires', now)).toBe(
      '11月24日（周二）中午12:00–下午1:00（Buenos Aires 时间）',
    );
    expect(formatWindow('en', lunch, 'America/New_York', now)).toBe('Tue, 24 November, 10–11 am (New York time)');
  });
});
