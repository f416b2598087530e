/** Countries as people name them, in any of the languages. */
import { COUNTRY_CODE, countryName } from '../domain/country.ts';
import { LANGUAGES } from '../domain/person.ts';
import { fold } from './fold.ts';

/** What people say beside the names that every dictionary has; folded. */
const ALSO: Readonly<Record<string, string>> = {
  CN: 'mainland china|china mainland|prc|大陆|中国大陆|内地|国内',
  HK: 'hong kong|hk|香港',
  MO: 'macau|macao|澳门',
  TW: 'taiwan|台湾',
  US: 'usa|us|u.s.|u.s.a.|the us|the usa|america|the united states|美国|米国',
  GB: 'uk|u.k.|the uk|britain|great britain|england|英国|英格兰',
  AE: 'uae|the uae|emirates|阿联酋',
  KR: 'korea|南韩|韩国',
  NZ: '纽西兰|新西兰',
  AU: '澳洲|澳大利亚',
  SG: '新加坡|星加坡',
  MY: '马来西亚|大马',
  PH: 'the philippines|菲律宾',
  NL: 'holland|荷兰',
};

let known: ReadonlyMap<string, string> | undefined;

function names(): ReadonlyMap<string, string> {
  if (known) return known;
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  const made = new Map<string, string>();
  for (const code of letters.flatMap((first) => letters.map((second) => first + second)))
    for (const language of LANGUAGES) {
      const name = countryName(code, language);
      if (name !== undefined && !made.has(fold(name))) made.set(fold(name), code);
    }
  for (const [code, also] of Object.entries(ALSO)) for (const name of also.split('|')) made.set(fold(name), code);
  known = made;
  return made;
}

/** What someone answers when asked for a country: its name, or its code. Undefined: there is none of that name. */
export function readCountry(words: string): string | undefined {
  const said = words.trim().replace(/[.!。！]+$/u, '');
  const code = said.toUpperCase();
  if (COUNTRY_CODE.test(code) && countryName(code, 'en') !== undefined) return code;
  return names().get(fold(said)) ?? names().get(fold(words.trim()));
}
