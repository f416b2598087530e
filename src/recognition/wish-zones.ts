/** Whose clock a time is told by, where someone says so beside it: "3pm London time", 我在墨尔本,这边早上十点. */
import { type Row, row, says, type WishMeaning } from './wish-meaning.ts';
import { readZone, ZONE_NAMES } from './zone.ts';

/** As people use them, whatever the season: who says EST in July means the clock on the wall. */
const SHORT: Readonly<Record<string, string>> = {
  et: 'America/New_York',
  est: 'America/New_York',
  edt: 'America/New_York',
  pst: 'America/Los_Angeles',
  pdt: 'America/Los_Angeles',
  utc: 'UTC',
  gmt: 'UTC',
  bst: 'Europe/London',
  cet: 'Europe/Paris',
  cest: 'Europe/Paris',
  ist: 'Asia/Kolkata',
  jst: 'Asia/Tokyo',
  kst: 'Asia/Seoul',
  hkt: 'Asia/Hong_Kong',
  sgt: 'Asia/Singapore',
  aest: 'Australia/Sydney',
  aedt: 'Australia/Sydney',
  nzst: 'Pacific/Auckland',
  nzdt: 'Pacific/Auckland',
};

const named = ([, name = '']: RegExpMatchArray): WishMeaning | undefined => {
  const zone = readZone(name);
  return zone === undefined ? undefined : { zone };
};

const NAME = `(?<![a-z])(${ZONE_NAMES})`;
/** What may follow the name of a place where someone is; 上海店 is none. */
const PLACE_ENDS =
  '(?=\\s?(?:[,.;。!?]|$|这[边里]|那边|当地|呢度|嗰度)|\\s(?:and|now|so|right|today|this|at the moment)\\b)';

export const ZONES: readonly Row[] = [
  row(new RegExp(`${NAME}\\s?(?:(?:local )?time(?![a-z])|(?:当地|本地)?时[间区])`, 'g'), named),
  row(/\b(?:utc|gmt) ?([+-]) ?(1[0-4]|0?\d)(?::?([03]0|45))?(?!\d)/g, ([, sign = '+', hours = '', minutes = '00']) => ({
    zone: `${sign}${hours.padStart(2, '0')}:${minutes}`,
  })),
  row(
    new RegExp(`\\b(${Object.keys(SHORT).join('|')})\\b(?!\\s?[+-]\\s?\\d)(?! (?:cetera|al)\\b)`, 'g'),
    ([, name = '']) => ({
      zone: SHORT[name] ?? name,
    }),
  ),
  row(
    new RegExp(
      `(?:\\b(?:i am|i['’]m|we are|we['’]re|(?:call|phon|speak)ing from)\\b(?: now| currently| based| over)?(?: in)?|(?:我们?|人)(?:现在|目前|而家)?人?(?:在|喺|身在))\\s?${NAME}(?:出差)?${PLACE_ENDS}`,
      'g',
    ),
    named,
  ),
  // Theirs is the clock that is meant anyway.
  says(/(?:我(?:这边|这里|们)?的?|[这我]边的?|这里的?|呢度的?|本地|当地)时间|当地|\b(?:my|our|local) time\b/g, {}),
];
