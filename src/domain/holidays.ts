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
  | 'national-mid-autumn';

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

export const HOLIDAYS: Readonly<Record<string, Readonly<Record<number, HolidayYear>>>> = { CN };

export const REGIONS = Object.keys(HOLIDAYS);
