/** What a chart shows, as plain values: all words are in the reader's language already. It comes from the database, so it is parsed. */
import { z } from 'zod';
import { LANGUAGES } from '../domain/person.ts';

/** More can't be told apart by colour. */
const SERIES_MAX = 8;
const CATEGORIES_MAX = 60;
/** A picture of so many bars is as long as three screens; longer ones belong into a table. */
const BARS_MAX = 120;
const WORDS_MAX = 200;

export const TONES = ['good', 'fair', 'bad'] as const;

const words = z.string().max(WORDS_MAX);

export const chartSpec = z
  .object({
    /** `bars`: those of a category stand below each other; `stacked`: in one row; `line`: categories follow each other in time. */
    type: z.enum(['bars', 'stacked', 'line']),
    language: z.enum(LANGUAGES),
    title: words,
    /** What is counted, such as “cases”; shown below the title. */
    unit: words.optional(),
    categories: z.array(words).max(CATEGORIES_MAX),
    /** One value for each category; null where there is none. */
    series: z
      .array(
        z.object({
          name: words,
          /** What is good or bad has the colours for it; otherwise series are told apart by place. */
          tone: z.enum(TONES).optional(),
          values: z.array(z.number().min(0).nullable()),
        }),
      )
      .max(SERIES_MAX),
  })
  .refine(({ categories, series }) => series.every(({ values }) => values.length === categories.length), {
    error: 'each series needs one value for each category',
  })
  .refine(({ type, categories, series }) => type !== 'bars' || categories.length * series.length <= BARS_MAX, {
    error: `a chart has ${BARS_MAX} bars at most`,
  });

export type ChartSpec = z.infer<typeof chartSpec>;
