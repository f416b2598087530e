/** Side by side: brands by what is known of each item, and franchisees by what they say; in the chat as far as it is short, and as files. */
import { orderDocument } from '../../core/files.ts';
import { atOnce, type Context, type Outcome } from '../../core/flow.ts';
import { type Reply, say, type Text, verbatim } from '../../core/message.ts';
import type { Dossier } from '../../domain/dossier.ts';
import { type ComparedCell, comparedBrands, isKnown } from '../../domain/dossier-comparison.ts';
import { phrase } from '../../locales/catalogue.ts';
import { brandText } from '../answers/brands.ts';
import { shorten } from '../cases/case-card.ts';
import { stale } from '../forms.ts';
import { BLANK, dossierButtonId, MARKS } from './dossier-card.ts';
import { compareReply } from './interview-card.ts';

/** More items stand in the files alone. */
const ITEMS_MAX = 12;

/** `dossiers`: all of one person's. */
export function compareBrands(dossiers: readonly Dossier[], context: Context): Outcome {
  const { person, language, id, dossierRules } = context;
  if (!person) return stale();
  const [only, other] = dossiers;
  if (only && !other && only.interviews.length > 0) return compareInterviews(only, context);
  if (!other) return atOnce({ text: say('dossier.brands.one') });
  const known = comparedBrands(dossiers, dossierRules).filter(isKnown);
  // What worries somewhere comes first; what has no room stands in the files.
  const shown = known
    .toSorted((a, b) => worried(b.cells) - worried(a.cells))
    .slice(0, ITEMS_MAX)
    .flatMap(({ item, cells }) => [
      BLANK,
      say(`dossier.item.${item}`),
      ...dossiers.map((one, at) => cellLine(one, cells[at])),
    ]);
  const name = phrase(language, 'dossier.brands.file');
  const order = { reader: person.id, language };
  const text = orderDocument({
    ...{ id: id('brands'), name: `${name}.md`, mediaType: 'text/markdown', personId: person.id },
    source: { type: 'dossier-brands', ...order },
  });
  const table = orderDocument({
    ...{ id: id('brands table'), name: `${name}.csv`, mediaType: 'text/csv', personId: person.id },
    source: { type: 'dossier-brands-table', ...order },
  });
  const more = known.length > ITEMS_MAX ? [say('dossier.brands.more', { count: known.length - ITEMS_MAX })] : [];
  const reply = {
    text: {
      lines: [say('dossier.brands', { count: dossiers.length }), ...shown, ...more, say('dossier.risks.advice')],
    },
    buttons: dossiers.map((one) => ({ id: dossierButtonId(one, 'show'), label: brandText(one) })),
  };
  return inFull(reply, [text, table]);
}

/** A message waits for its files, so what is said at once is another one. */
const inFull = (reply: Reply, files: readonly ReturnType<typeof orderDocument>[]): Outcome => ({
  replies: [reply, { text: say('dossier.compare.files'), attachments: files.map(({ attachment }) => attachment) }],
  effects: files.map(({ effect }) => effect),
});

const worried = (cells: readonly ComparedCell[]): number => cells.filter(({ worries }) => worries.length > 0).length;

function cellLine(dossier: Dossier, cell: ComparedCell | undefined): Text {
  const { state, answers, worries } = cell ?? { state: 'open', answers: [], worries: [] };
  const said = answers.map(({ name, text }) =>
    name === null
      ? verbatim(shorten(text))
      : say('dossier.says', { name: verbatim(name), text: verbatim(shorten(text)) }),
  );
  const rules = worries.map((rule) => say(`dossier.rule.${rule}`, { percent: 'none' }));
  const told = {
    brand: brandText(dossier),
    mark: MARKS[state],
    text: said.length > 0 ? { list: said } : say(`dossier.state.${state}`),
  };
  return rules.length === 0
    ? say('dossier.brands.line', told)
    : say('dossier.brands.line.worrying', { ...told, rules: { list: rules } });
}

/** With franchisees as columns. */
export function compareInterviews(dossier: Dossier, context: Context): Outcome {
  const { person, zone, language, now, id } = context;
  const reply = compareReply(dossier);
  if (!person || dossier.interviews.length < 2) return atOnce(reply);
  const table = orderDocument({
    ...{ id: id('interviews'), name: `${phrase(language, 'dossier.interviews.file')}.csv`, mediaType: 'text/csv' },
    personId: person.id,
    source: {
      ...{ type: 'dossier-interviews', dossier: dossier.id, reader: person.id },
      ...{ zone: person.zone ?? zone, language, now },
    },
  });
  return inFull(reply, [table]);
}
