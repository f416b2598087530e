/** Time zones as people name them: by a city, a country with one zone, or the zone's own name; and where a phone number may be. */

import { LANGUAGES } from '../domain/person.ts';
import { KNOWN_ZONES, zoneName } from '../domain/zone.ts';
import { fold } from './fold.ts';

/** Other names, folded: countries with one zone, and cities whose clock is that of another. */
const NAMES: Readonly<Record<string, string>> = {
  'Asia/Shanghai': 'china|mainland china|beijing|peking|guangzhou|shenzhen|中国|大陆|内地|北京|广州|深圳',
  'Asia/Hong_Kong': 'hk|港',
  'Asia/Macau': 'macao',
  'Asia/Taipei': 'taiwan|台湾|台',
  'Asia/Singapore': '星加坡',
  'Asia/Kuala_Lumpur': 'malaysia|kl|马来西亚',
  'Asia/Bangkok': 'thailand|泰国',
  'Asia/Ho_Chi_Minh': 'vietnam|saigon|hanoi|ho chi minh city|越南|河内',
  'Asia/Manila': 'philippines|the philippines|菲律宾',
  'Asia/Tokyo': 'japan|osaka|日本|大阪',
  'Asia/Seoul': 'korea|south korea|busan|韩国|南韩',
  'Asia/Dubai': 'uae|the uae|emirates|阿联酋|杜拜',
  'Asia/Kolkata': 'india|delhi|mumbai|bangalore|印度|孟买|德里',
  'Europe/London': 'uk|the uk|england|britain|united kingdom|英国|英格兰',
  'Europe/Paris': 'france|法国',
  'Europe/Berlin': 'germany|munich|hamburg|德国|慕尼黑',
  'Europe/Madrid': 'spain|barcelona|西班牙',
  'Europe/Rome': 'italy|milan|意大利|义大利|米兰',
  'America/New_York': 'nyc|boston|washington|eastern|波士顿|华盛顿|美东',
  'America/Los_Angeles': 'la|san francisco|seattle|california|pacific|旧金山|三藩市|西雅图|加州|美西',
  'Australia/Sydney': 'canberra|雪梨|堪培拉',
  'Pacific/Auckland': 'new zealand|wellington|新西兰|纽西兰',
};

const byName = new Map<string, string>();
for (const zone of KNOWN_ZONES) {
  const names = LANGUAGES.map((language) => cityOf(fold(zoneName(language, zone))));
  for (const name of [...names, ...(NAMES[zone]?.split('|') ?? [])]) byName.set(name, zone);
}

/** All names, folded, as alternatives of a pattern, longest first. */
export const ZONE_NAMES = [...byName.keys()]
  .filter((name) => name !== '')
  .toSorted((a, b) => b.length - a.length)
  .map((name) => name.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  .join('|');

function cityOf(folded: string): string {
  return folded.replace(/(?:当地)?时[间区]$|\s*(?:local )?time(?: zone)?$/, '').trim();
}

/** What someone answers when asked for their zone; undefined when there is no such place, or it has several. */
export function readZone(words: string): string | undefined {
  const said = words.trim();
  return byName.get(cityOf(fold(said).replace(/[.!。！]+$/, ''))) ?? zoneNamed(said) ?? recogniseZone(said);
}

/** IANA; what the host does not know is none. */
function zoneNamed(name: string): string | undefined {
  if (!/^[A-Za-z]{2,20}\/[A-Za-z_/-]{2,40}$/.test(name)) return undefined;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}

const SAYS_ZONE =
  /^(?:my (?:time ?zone|clock) is(?: now)?|(?:set|change) (?:my )?time ?zone to|time ?zone[: ]|(?:please )?(?:use|go by)|我的?(?:所在)?时区(?:是|为|在|改[为成到])?|(?:请?(?:改[为成用]?|按|用|以))|时区[: ]?(?:改[为成])?)\s*(.{2,40}?)(?:时[间区]|\s*time(?: zone)?)?\s*[.!。！]?$/;
const SAYS_PLACE =
  /^(?:(?:i am|i['’]m|we are|we['’]re) (?:now |currently )?(?:based |calling |staying )?(?:in|from)|(?:i|we) (?:now )?live in|我们?(?:现在|目前|而家)?人?(?:都?在|住在|喺))\s*(.{2,40}?)(?: now| at the moment|出差|了|呢)?\s*[.!。！]?$/;

/** A message that says where someone is and nothing else: "my time zone is London", 我在悉尼. Careful, since it is acted upon. */
export function recogniseZone(text: string): string | undefined {
  const folded = fold(text.trim());
  const [, named] = SAYS_ZONE.exec(folded) ?? SAYS_PLACE.exec(folded) ?? [];
  return named === undefined ? undefined : placeNamed(cityOf(named));
}

/** A city may have its country in front: 澳洲墨尔本. */
const placeNamed = (name: string): string | undefined => byName.get(name) ?? byName.get(name.replace(COUNTRY, ''));
const COUNTRY =
  /^(?:澳洲|澳大利亚|美国|加拿大|英国|中国|日本|韩国|法国|德国|马来西亚|新西兰|纽西兰|印尼|印度尼西亚)(?=\p{Script=Han})/u;

/** Numbers from where the clock shows the same as in the office. */
const SAME_CLOCK = /^\+(?:86|852|853|886|65|60|63)/;

/** Where a number from abroad may be, by its beginning; the longest that fits. */
const PREFIXES: readonly (readonly [prefix: string, zones: readonly string[]])[] = [
  ['+971', ['Asia/Dubai']],
  ['+44', ['Europe/London']],
  ['+33', ['Europe/Paris']],
  ['+34', ['Europe/Madrid']],
  ['+39', ['Europe/Rome']],
  ['+49', ['Europe/Berlin']],
  ['+61', ['Australia/Sydney', 'Australia/Melbourne', 'Australia/Brisbane', 'Australia/Perth']],
  ['+62', ['Asia/Jakarta']],
  ['+64', ['Pacific/Auckland']],
  ['+66', ['Asia/Bangkok']],
  ['+81', ['Asia/Tokyo']],
  ['+82', ['Asia/Seoul']],
  ['+84', ['Asia/Ho_Chi_Minh']],
  ['+91', ['Asia/Kolkata']],
  [
    '+1',
    [
      'America/New_York',
      'America/Chicago',
      'America/Denver',
      'America/Los_Angeles',
      'America/Toronto',
      'America/Vancouver',
    ],
  ],
];

export const hasOtherClock = (phone: string): boolean => !SAME_CLOCK.test(phone);

export const zonesOfPhone = (phone: string): readonly string[] =>
  PREFIXES.find(([prefix]) => phone.startsWith(prefix))?.[1] ?? [];
