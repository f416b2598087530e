/** How franchisees ask to be called, in sentences that were written down before the recogniser was looked at. */
import { EN } from './wish-strangers-en.ts';
import { HANS } from './wish-strangers-hans.ts';
import { HANT } from './wish-strangers-hant.ts';
import { MIXED } from './wish-strangers-mixed.ts';
import type { Row } from './wish-unseen.ts';

export interface Asked {
  now: string;
  zone: string;
  rows: readonly Row[];
}

export const STRANGERS = { hans: HANS, hant: HANT, en: EN, mixed: MIXED } as const satisfies Record<
  string,
  readonly Asked[]
>;
