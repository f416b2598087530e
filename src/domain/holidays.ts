/**
 * Public holidays by region and year: whole days off, and weekend days that are worked in exchange. Data, entered by hand from what the
 * authorities publish each autumn; a year that is not here is not known, and nobody may guess it.
 */

/** The texts have what each is called (`holiday.<name>`). */
export type Holiday =
  | 'new-year'
  | 'spring'
  | 'qingming'
  | 'labour'
  | 'dragon-boat'
  | 'mid-autumn'
  | 'national'
  | 'national-mid-autumn'
  | 'easter'
  | 'buddha'
  | 'chung-yeung'
  | 'christmas'
  | 'hong-kong-establishment'
  | 'macao-establishment'
  | 'all-souls'
  | 'immaculate-conception'
  | 'winter-solstice'
  | 'peace-memorial'
  | 'children-tomb-sweeping'
  | 'teachers'
  | 'restoration'
  | 'constitution';

export interface HolidayYear {
  /** From the first to the last day, both included, as YYYY-MM-DD. */
  off: readonly { name: Holiday; from: string; to: string }[];
  /** Weekend days that are working days. */
  worked: readonly string[];
}

/** The mainland: the State Council's notices on arrangements of public holidays (国务院办公厅关于部分节假日安排的通知). */
const CN: Readonly<Record<number, HolidayYear>> = {
  2024: {
    off: [
      { name: 'new-year', from: '2024-01-01', to: '2024-01-01' },
      { name: 'spring', from: '2024-02-10', to: '2024-02-17' },
      { name: 'qingming', from: '2024-04-04', to: '2024-04-06' },
      { name: 'labour', from: '2024-05-01', to: '2024-05-05' },
      { name: 'dragon-boat', from: '2024-06-10', to: '2024-06-10' },
      { name: 'mid-autumn', from: '2024-09-15', to: '2024-09-17' },
      { name: 'national', from: '2024-10-01', to: '2024-10-07' },
    ],
    worked: [
      '2024-02-04',
      '2024-02-18',
      '2024-04-07',
      '2024-04-28',
      '2024-05-11',
      '2024-09-14',
      '2024-09-29',
      '2024-10-12',
    ],
  },
  2025: {
    off: [
      { name: 'new-year', from: '2025-01-01', to: '2025-01-01' },
      { name: 'spring', from: '2025-01-28', to: '2025-02-04' },
      { name: 'qingming', from: '2025-04-04', to: '2025-04-06' },
      { name: 'labour', from: '2025-05-01', to: '2025-05-05' },
      { name: 'dragon-boat', from: '2025-05-31', to: '2025-06-02' },
      { name: 'national-mid-autumn', from: '2025-10-01', to: '2025-10-08' },
    ],
    worked: ['2025-01-26', '2025-02-08', '2025-04-27', '2025-09-28', '2025-10-11'],
  },
  2026: {
    off: [
      { name: 'new-year', from: '2026-01-01', to: '2026-01-03' },
      { name: 'spring', from: '2026-02-15', to: '2026-02-23' },
      { name: 'qingming', from: '2026-04-04', to: '2026-04-06' },
      { name: 'labour', from: '2026-05-01', to: '2026-05-05' },
      { name: 'dragon-boat', from: '2026-06-19', to: '2026-06-21' },
      { name: 'mid-autumn', from: '2026-09-25', to: '2026-09-27' },
      { name: 'national', from: '2026-10-01', to: '2026-10-07' },
    ],
    worked: ['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'],
  },
};

/**
 * Hong Kong: the general holidays as gazetted (2026: https://www.info.gov.hk/gia/general/202505/16/P2025051300354.htm; 2025 as reprinted from
 * the gazette, checked day by day against the package `holidays` 0.105). Sundays, which are general holidays too, are the week's.
 */
const HK: Readonly<Record<number, HolidayYear>> = {
  2025: {
    off: [
      { name: 'new-year', from: '2025-01-01', to: '2025-01-01' },
      { name: 'spring', from: '2025-01-29', to: '2025-01-31' },
      { name: 'qingming', from: '2025-04-04', to: '2025-04-04' },
      { name: 'easter', from: '2025-04-18', to: '2025-04-19' },
      { name: 'easter', from: '2025-04-21', to: '2025-04-21' },
      { name: 'labour', from: '2025-05-01', to: '2025-05-01' },
      { name: 'buddha', from: '2025-05-05', to: '2025-05-05' },
      { name: 'dragon-boat', from: '2025-05-31', to: '2025-05-31' },
      { name: 'hong-kong-establishment', from: '2025-07-01', to: '2025-07-01' },
      { name: 'national', from: '2025-10-01', to: '2025-10-01' },
      { name: 'mid-autumn', from: '2025-10-07', to: '2025-10-07' },
      { name: 'chung-yeung', from: '2025-10-29', to: '2025-10-29' },
      { name: 'christmas', from: '2025-12-25', to: '2025-12-26' },
    ],
    worked: [],
  },
  2026: {
    off: [
      { name: 'new-year', from: '2026-01-01', to: '2026-01-01' },
      { name: 'spring', from: '2026-02-17', to: '2026-02-19' },
      { name: 'easter', from: '2026-04-03', to: '2026-04-04' },
      // The day after Qingming, which is Easter Monday too, so that the next day is off as well.
      { name: 'qingming', from: '2026-04-06', to: '2026-04-06' },
      { name: 'easter', from: '2026-04-07', to: '2026-04-07' },
      { name: 'labour', from: '2026-05-01', to: '2026-05-01' },
      { name: 'buddha', from: '2026-05-25', to: '2026-05-25' },
      { name: 'dragon-boat', from: '2026-06-19', to: '2026-06-19' },
      { name: 'hong-kong-establishment', from: '2026-07-01', to: '2026-07-01' },
      { name: 'mid-autumn', from: '2026-09-26', to: '2026-09-26' },
      { name: 'national', from: '2026-10-01', to: '2026-10-01' },
      { name: 'chung-yeung', from: '2026-10-19', to: '2026-10-19' },
      { name: 'christmas', from: '2026-12-25', to: '2026-12-26' },
    ],
    worked: [],
  },
};

/**
 * Macao: the public holidays of Executive Order 60/2000 (2026: https://www.gov.mo/zh-hans/?p=820123; 2025 as reprinted from the same notice,
 * checked day by day against the package `holidays` 0.105). Compensatory days and exemptions from work are the public administration's own
 * and not here; headquarters can set them as days.
 */
const MO: Readonly<Record<number, HolidayYear>> = {
  2025: {
    off: [
      { name: 'new-year', from: '2025-01-01', to: '2025-01-01' },
      { name: 'spring', from: '2025-01-29', to: '2025-01-31' },
      { name: 'qingming', from: '2025-04-04', to: '2025-04-04' },
      { name: 'easter', from: '2025-04-18', to: '2025-04-19' },
      { name: 'labour', from: '2025-05-01', to: '2025-05-01' },
      { name: 'buddha', from: '2025-05-05', to: '2025-05-05' },
      { name: 'dragon-boat', from: '2025-05-31', to: '2025-05-31' },
      { name: 'national', from: '2025-10-01', to: '2025-10-02' },
      { name: 'mid-autumn', from: '2025-10-07', to: '2025-10-07' },
      { name: 'chung-yeung', from: '2025-10-29', to: '2025-10-29' },
      { name: 'all-souls', from: '2025-11-02', to: '2025-11-02' },
      { name: 'immaculate-conception', from: '2025-12-08', to: '2025-12-08' },
      { name: 'macao-establishment', from: '2025-12-20', to: '2025-12-20' },
      { name: 'winter-solstice', from: '2025-12-21', to: '2025-12-21' },
      { name: 'christmas', from: '2025-12-24', to: '2025-12-25' },
    ],
    worked: [],
  },
  2026: {
    off: [
      { name: 'new-year', from: '2026-01-01', to: '2026-01-01' },
      { name: 'spring', from: '2026-02-17', to: '2026-02-19' },
      { name: 'easter', from: '2026-04-03', to: '2026-04-04' },
      { name: 'qingming', from: '2026-04-05', to: '2026-04-05' },
      { name: 'labour', from: '2026-05-01', to: '2026-05-01' },
      { name: 'buddha', from: '2026-05-24', to: '2026-05-24' },
      { name: 'dragon-boat', from: '2026-06-19', to: '2026-06-19' },
      { name: 'mid-autumn', from: '2026-09-26', to: '2026-09-26' },
      { name: 'national', from: '2026-10-01', to: '2026-10-02' },
      { name: 'chung-yeung', from: '2026-10-18', to: '2026-10-18' },
      { name: 'all-souls', from: '2026-11-02', to: '2026-11-02' },
      { name: 'immaculate-conception', from: '2026-12-08', to: '2026-12-08' },
      { name: 'macao-establishment', from: '2026-12-20', to: '2026-12-20' },
      { name: 'winter-solstice', from: '2026-12-22', to: '2026-12-22' },
      { name: 'christmas', from: '2026-12-24', to: '2026-12-25' },
    ],
    worked: [],
  },
};

/**
 * Taiwan: the office calendars of the Directorate-General of Personnel Administration (https://www.dgpa.gov.tw; 2025 as revised and 2026, both
 * of 13 June 2025), with Labour Day of 2025, which was then a holiday by the Labor Standards Act only.
 */
const TW: Readonly<Record<number, HolidayYear>> = {
  2025: {
    off: [
      { name: 'new-year', from: '2025-01-01', to: '2025-01-01' },
      { name: 'spring', from: '2025-01-27', to: '2025-01-31' },
      { name: 'peace-memorial', from: '2025-02-28', to: '2025-02-28' },
      { name: 'children-tomb-sweeping', from: '2025-04-03', to: '2025-04-04' },
      { name: 'labour', from: '2025-05-01', to: '2025-05-01' },
      { name: 'dragon-boat', from: '2025-05-30', to: '2025-05-31' },
      { name: 'teachers', from: '2025-09-28', to: '2025-09-29' },
      { name: 'mid-autumn', from: '2025-10-06', to: '2025-10-06' },
      { name: 'national', from: '2025-10-10', to: '2025-10-10' },
      { name: 'restoration', from: '2025-10-24', to: '2025-10-25' },
      { name: 'constitution', from: '2025-12-25', to: '2025-12-25' },
    ],
    worked: ['2025-02-08'],
  },
  2026: {
    off: [
      { name: 'new-year', from: '2026-01-01', to: '2026-01-01' },
      { name: 'spring', from: '2026-02-15', to: '2026-02-20' },
      { name: 'peace-memorial', from: '2026-02-27', to: '2026-02-28' },
      { name: 'children-tomb-sweeping', from: '2026-04-03', to: '2026-04-06' },
      { name: 'labour', from: '2026-05-01', to: '2026-05-01' },
      { name: 'dragon-boat', from: '2026-06-19', to: '2026-06-19' },
      { name: 'mid-autumn', from: '2026-09-25', to: '2026-09-25' },
      { name: 'teachers', from: '2026-09-28', to: '2026-09-28' },
      { name: 'national', from: '2026-10-09', to: '2026-10-10' },
      { name: 'restoration', from: '2026-10-25', to: '2026-10-26' },
      { name: 'constitution', from: '2026-12-25', to: '2026-12-25' },
    ],
    worked: [],
  },
};

export const HOLIDAYS: Readonly<Record<string, Readonly<Record<number, HolidayYear>>>> = { CN, HK, MO, TW };

export const REGIONS = Object.keys(HOLIDAYS);
