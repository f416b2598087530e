/**
 * Phone numbers, in running text and as an answer. libphonenumber-js with its full metadata decides what a number is: the
 * small metadata checks lengths only and takes order numbers and dates for landlines, at the same cost in memory.
 */
import {
  type CountryCode,
  findPhoneNumbersInText,
  type PhoneNumber,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/max';
import { fold, foldAligned } from './fold.ts';

export type { CountryCode } from 'libphonenumber-js/max';

/** The country whose way of writing numbers is meant on the clock of a zone. */
export const countryOfZone = (zone: string): CountryCode => COUNTRIES[zone] ?? 'CN';

const COUNTRIES: Readonly<Record<string, CountryCode>> = {
  'Asia/Hong_Kong': 'HK',
  'Asia/Macau': 'MO',
  'Asia/Taipei': 'TW',
  'Asia/Singapore': 'SG',
  'Asia/Kuala_Lumpur': 'MY',
  'Asia/Bangkok': 'TH',
  'Asia/Jakarta': 'ID',
  'Asia/Ho_Chi_Minh': 'VN',
  'Asia/Kolkata': 'IN',
  'Asia/Manila': 'PH',
  'Asia/Tokyo': 'JP',
  'Asia/Seoul': 'KR',
  'Asia/Dubai': 'AE',
  'Europe/London': 'GB',
  'Europe/Paris': 'FR',
  'Europe/Berlin': 'DE',
  'Europe/Madrid': 'ES',
  'Europe/Rome': 'IT',
  'America/New_York': 'US',
  'America/Chicago': 'US',
  'America/Denver': 'US',
  'America/Los_Angeles': 'US',
  'America/Toronto': 'CA',
  'America/Vancouver': 'CA',
  'Australia/Sydney': 'AU',
  'Australia/Melbourne': 'AU',
  'Australia/Brisbane': 'AU',
  'Australia/Perth': 'AU',
  'Pacific/Auckland': 'NZ',
};

/** A stored number as people read it: `+86 138 0013 8000`, with an extension `+86 10 8888 8888 #8001`. */
export function formatPhone(stored: string): string {
  const [e164 = stored, extension] = stored.split(EXTENSION_MARK);
  const shown = parsePhoneNumberFromString(e164)?.formatInternational() ?? e164;
  return extension === undefined ? shown : `${shown} #${extension}`;
}

const EXTENSION_MARK = ';ext=';
/** A number as it is kept, as in RFC 3966: without its extension nobody would reach them. */
export const storedPhone = ({ e164, extension }: { e164: string; extension?: string }): string =>
  extension === undefined ? e164 : `${e164}${EXTENSION_MARK}${extension}`;

export interface RecognisedPhone {
  /** `+8613800138000`. An extension is not part of it, see `extension`. */
  e164: string;
  extension?: string;
  /** As written, with the extension. */
  words: string;
  index: number;
}

export type PhoneAnswer =
  | { ok: { e164: string; national: string; extension?: string } }
  | { problem: 'letters' | 'too-short' | 'too-long' | 'not-a-number' | 'emergency' | 'premium' | 'fax' };

/** Police, fire and ambulance of where we have stores, and where people know them from. */
const EMERGENCY = new Set(['110', '111', '112', '113', '117', '118', '119', '120', '122', '911', '995', '999', '000']);
const FAX = /传真|\bfax\b/;
/** Nobody can be reached there, or whoever calls pays dearly. */
const isCallable = (number: PhoneNumber): boolean => {
  const type = number.getType();
  return type !== 'PREMIUM_RATE' && type !== 'PAGER' && type !== 'VOICEMAIL';
};
/** 转8001, 分机 8001, ext. 8001: the library knows only the last, and only where its own language writes it so. */
const EXTENSION = /[\s,(]{0,3}(?:转接?|分机|内线|ext(?:ension)?\.?|x|#)[\s:.]{0,2}(\d{1,6})(?!\d)\)?/y;
/** 010-88888888-8001 is how an extension is written in China; to the library it is one long number. */
const DASHED_EXTENSION = /(?<!\d)(\(?0\d{2,3}\)?[\s-]?\d{7,8})-(\d{1,6})(?![\d-])/g;
/** What stands right before a number and says that it is not a phone's. */
const OTHER_NUMBER =
  /(?:订单|单号|订单号|编号|流水号?|卡号|账号|身份证号?|工号|运单|快递|券码|order|invoice|receipt|ref|id|no\.)[\s:#号码是为]{0,4}$/;

/**
 * Every phone number in running text. Order numbers, dates, prices and identity numbers are left alone: the digits must
 * stand free, make a valid number of a country, and not be announced as another kind of number.
 *
 * ```ts
 * recognisePhones('打我 138-0013-8000', 'CN'); // [{ e164: '+8613800138000', words: '138-0013-8000', index: 3 }]
 * ```
 */
export function recognisePhones(text: string, defaultCountry: CountryCode): RecognisedPhone[] {
  const folded = foldAligned(text);
  // Spaces keep every index in place while the library is shown the main number alone.
  const main = inDigits(folded.text).replace(
    DASHED_EXTENSION,
    (_all, number: string, extension: string) => `${number} ${' '.repeat(extension.length)}`,
  );
  const found: RecognisedPhone[] = [];
  for (const { number, startsAt, endsAt } of findPhoneNumbersInText(main, defaultCountry)) {
    if (!isCallable(number) || FAX.test(main.slice(Math.max(0, startsAt - 8), startsAt))) continue;
    if (OTHER_NUMBER.test(main.slice(Math.max(0, startsAt - 16), startsAt))) continue;
    const before = main.slice(Math.max(0, startsAt - 1), startsAt);
    if (/[a-z\d]/.test(before) || /^[a-z\d]/.test(main.slice(endsAt))) continue;
    const { extension, end } = extensionAfter(folded.text, number, endsAt);
    found.push({
      e164: number.number,
      ...(extension === undefined ? {} : { extension }),
      words: folded.words(startsAt, end),
      index: folded.indexOf(startsAt),
    });
  }
  return found;
}

/** 一三九…, as numbers are dictated; each is one character either way. */
const DICTATED = /[〇零幺一二三四五六七八九]{7,15}/g;
const inDigits = (text: string): string =>
  text.replace(DICTATED, (run) =>
    [...run].map((one) => '〇一二三四五六七八九'.indexOf(one === '零' ? '〇' : one === '幺' ? '一' : one)).join(''),
  );

function extensionAfter(
  text: string,
  number: PhoneNumber,
  end: number,
): { extension: string | undefined; end: number } {
  if (number.ext !== undefined) return { extension: number.ext, end };
  const dashed = /^-(\d{1,6})(?![\d-])/.exec(text.slice(end, end + 8));
  if (dashed !== null) return { extension: dashed[1], end: end + dashed[0].length };
  EXTENSION.lastIndex = end;
  const said = EXTENSION.exec(text);
  return said === null ? { extension: undefined, end } : { extension: said[1], end: EXTENSION.lastIndex };
}

/** Instead of a number, said by someone whose number is known: 这个号码就行, "same number". */
const SAME_CHINESE = [
  '(?:还是|仍|就|用|打|请|可以|我的)*',
  '(?:这个|呢个|原来的?|原本的?|之前的?|以前的?|上次的?|同一个?|同样的?|一样的?|(?:我)?(?:登记|注册|预留|留)(?:过)?的?|现在的?|现有的?)',
  '(?:那个|嗰个)?(?:电话|手机|联系)?(?:号码|号|电话)?(?:就|也)?(?:可以|行|好|得)?(?:了|吧|啦)?[.!。！]?',
].join('');
const SAME_ENGLISH = [
  '(?:use |on |at |call |just )*(?:the |my |this )?',
  `(?:${[
    '(?:same|usual|current|registered|existing)(?: phone)?(?: (?:number|one))?(?: as (?:before|always|usual|last time))?',
    String.raw`(?:phone )?number (?:that )?(?:you(?:['’]ve)? (?:have|got)|on file|i (?:gave|registered)\b.{0,20})`,
    "(?:this|number)(?: number)? (?:is|will be|['’]s) (?:fine|ok(?:ay)?|good)",
    'this number',
  ].join('|')})`,
  '(?: (?:is|will be) (?:fine|ok(?:ay)?|good))?(?:,? (?:please|thanks))?[.!]?',
].join('');
const SAME = new RegExp(`^${SAME_CHINESE}$|^${SAME_ENGLISH}$`);
export const repeatsNumber = (words: string): boolean => SAME.test(fold(words));

/** Words around the number of an answer: 我的电话是…, "my number is …". */
const LEAD =
  /^(?:我的?|手机号?|电话|联系方式|号码|号|是|为|my|phone|mobile|cell|tel|number|is|it'?s|call|me|at|on|[\s:.,])*/;
const LONGEST = 15;

/**
 * The answer to "which number?". A number that is right counts whatever stands around it, and the first of several, as
 * people put the one to call in front. For one that is not, the problem is the most useful thing to say: letters in it, too short,
 * too long, or right in length but no number of the country.
 */
export function readPhone(text: string, country: CountryCode): PhoneAnswer {
  const found = recognisePhones(text, country);
  const [first] = found;
  if (first !== undefined) return accepted(first, country);
  if (FAX.test(fold(text))) return { problem: 'fax' };
  const words = fold(text).replace(LEAD, '');
  const digits = words.replace(/[^\d]/g, '');
  if (digits === '') return { problem: /[a-z]/.test(words) ? 'letters' : 'not-a-number' };
  if (/[a-z]/.test(words)) return { problem: 'letters' };
  if (EMERGENCY.has(digits)) return { problem: 'emergency' };
  if (digits.length > LONGEST) return { problem: 'too-long' };
  const parsed = parsePhoneNumberFromString(
    /^\s*\+/.test(words) ? `+${digits}` : digits.replace(/^00(?=[1-9])/, '+'),
    country,
  );
  if (parsed?.isValid() && !isCallable(parsed)) return { problem: 'premium' };
  if (parsed?.isValid() && /^[\d\s()+.-]*$/.test(words))
    return accepted({ e164: parsed.number, words, index: 0 }, country);
  return { problem: lengthProblem(digits, country) };
}

/** A mobile number of mainland China has 11 digits, and a missing or doubled digit is by far the likeliest slip. */
function lengthProblem(digits: string, country: CountryCode): 'too-short' | 'too-long' | 'not-a-number' {
  if (country === 'CN' && /^1[3-9]/.test(digits) && digits.length !== 11)
    return digits.length < 11 ? 'too-short' : 'too-long';
  if (digits.length < 7) return 'too-short';
  const length = parsePhoneNumberFromString(digits, country)?.isPossible();
  if (length === true) return 'not-a-number';
  return digits.length < 10 ? 'too-short' : digits.length > 12 ? 'too-long' : 'not-a-number';
}

function accepted({ e164, extension }: RecognisedPhone, country: CountryCode): PhoneAnswer {
  const national = parsePhoneNumberFromString(e164, country)?.formatNational() ?? e164;
  return { ok: { e164, national, ...(extension === undefined ? {} : { extension }) } };
}
