/** What a call has brought to light, as data (F12, F29): a form for each kind of callback. Pure. */
import type { CallbackKind } from './callback-rules.ts';

/** `words`: what was said, as whoever called has written it; empty where nothing was. */
export type Findings =
  /** Stars from 1 to 5, five is best; null: they would not say. */
  | { type: 'satisfaction'; people: number | null; product: number | null; words: string }
  /** `words`: how the remedy works in use, or what is still wrong. */
  | { type: 'after-complaint'; settled: boolean; words: string }
  | { type: 'after-problem'; dealtWith: boolean; words: string }
  /** F19: recorded in detail. `words`: how both sides introduced themselves. */
  | { type: 'first-contact'; needs: string; words: string }
  | { type: 'talk'; words: string };
export type FindingsType = Findings['type'];

/** Which form a kind has; of the others only words are kept. */
export function findingsTypeOf(kind: CallbackKind): FindingsType {
  switch (kind) {
    case 'satisfaction':
    case 'after-complaint':
    case 'after-problem':
    case 'first-contact':
      return kind;
    case 'requested':
    case 'after-service':
    case 'goods-arrived':
    case 'cadence':
      return 'talk';
    default:
      return kind satisfies never;
  }
}

/** What stands in the journal beside the words. */
export function figuresOf(findings: Findings): Record<string, string | number | boolean | null> {
  const { type: _, words: __, ...figures } = findings;
  return figures;
}
