/** Several brands side by side: what is known of each item, and what worries. Pure. */
import { type Dossier, type DossierEntry, type EntryState, entryOf, isDone } from './dossier.ts';
import { DOSSIER_PARTS, type DossierItem, type DossierPart, ITEMS_OF } from './dossier-items.ts';
import { type RiskRule, risksOf } from './dossier-risks.ts';
import type { DossierRules } from './dossier-rules.ts';

export interface ComparedCell {
  state: EntryState;
  /** The newest answer; of what franchisees are asked, that of each, by name. */
  answers: { name: string | null; text: string }[];
  worries: RiskRule[];
}

export interface ComparedRow {
  part: DossierPart;
  item: DossierItem;
  /** In the order of the dossiers. */
  cells: ComparedCell[];
}

export function comparedBrands(dossiers: readonly Dossier[], rules: DossierRules): ComparedRow[] {
  const risks = dossiers.map((one) => risksOf(one, rules));
  return DOSSIER_PARTS.flatMap((part) =>
    ITEMS_OF[part].map((item) => ({
      ...{ part, item },
      cells: dossiers.map((dossier, at) => {
        const worries = (risks[at] ?? []).flatMap(({ key, rule }) => (key.item === item ? [rule] : []));
        return { ...knownOf(dossier, part, item), worries: [...new Set(worries)] };
      }),
    })),
  );
}

/** Somebody knows something about it. */
export const isKnown = ({ cells }: ComparedRow): boolean =>
  cells.some(({ state, answers, worries }) => state !== 'open' || answers.length > 0 || worries.length > 0);

function knownOf(dossier: Dossier, part: DossierPart, item: DossierItem): Pick<ComparedCell, 'state' | 'answers'> {
  if (part !== 'interviews') {
    const entry = entryOf(dossier, { item, interview: null });
    return { state: entry.state, answers: newest(entry, null) };
  }
  const asked = dossier.interviews.map(({ id, name }) => ({ name, entry: entryOf(dossier, { item, interview: id }) }));
  const state = asked.some(({ entry }) => entry.state === 'flagged')
    ? 'flagged'
    : asked.some(({ entry }) => isDone(entry))
      ? 'answered'
      : 'open';
  return { state, answers: asked.flatMap(({ name, entry }) => newest(entry, name)) };
}

function newest({ answers }: DossierEntry, name: string | null): ComparedCell['answers'] {
  const text = answers.at(-1)?.text;
  return text === undefined ? [] : [{ name, text }];
}
