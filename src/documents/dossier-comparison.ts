/** Dossiers side by side, as a text and as a table: brands as columns, and of one brand the franchisees who were interviewed. */
import { z } from 'zod';
import type { Reads } from '../core/reads.ts';
import { type ComparedCell, comparedBrands } from '../domain/dossier-comparison.ts';
import type { DossierRules } from '../domain/dossier-rules.ts';
import { LANGUAGES, type Language } from '../domain/person.ts';
import { phrase } from '../locales/catalogue.ts';
import { type Cell, csvFile } from './csv.ts';
import { type Maker, maker } from './documents.ts';
import { dossierSource, reportOf } from './dossier-report.ts';
import { line, tableOf } from './markdown.ts';

const order = z.object({ reader: z.string(), language: z.enum(LANGUAGES) });
const interviews = order.extend({ dossier: z.string(), zone: z.string(), now: z.iso.datetime() });

/** More brands than anyone looks at. */
const BRANDS_MAX = 20;

type Names = 'dossier-brands' | 'dossier-brands-table' | 'dossier-interviews';

/** The orders, by the type that a flow names. */
export const comparisonDocuments = (
  reads: Pick<Reads, 'dossier' | 'dossiersOf' | 'policy'>,
  rules: DossierRules,
): Readonly<Record<Names, Maker>> => ({
  'dossier-brands': maker(order, async (asked) =>
    new TextEncoder().encode(markdown(await sidesOf(asked, reads, rules), asked.language)),
  ),
  'dossier-brands-table': maker(order, async (asked) =>
    csvFile(table(await sidesOf(asked, reads, rules), asked.language)),
  ),
  'dossier-interviews': maker(interviews, async (asked) => {
    const { parts } = reportOf(await dossierSource(asked, reads, rules));
    const compared = parts.find(({ part }) => part === 'interviews')?.compared;
    return csvFile(
      compared
        ? [[compared.corner, ...compared.names], ...compared.rows.map(({ item, cells }) => [item, ...cells])]
        : [],
    );
  }),
});

interface Sides {
  corner: string;
  /** One for each dossier. */
  brands: string[];
  rows: { part: string; item: string; cells: ComparedCell[] }[];
}

async function sidesOf(
  { reader, language }: z.infer<typeof order>,
  reads: Pick<Reads, 'dossiersOf'>,
  rules: DossierRules,
): Promise<Sides> {
  const dossiers = await reads.dossiersOf(reader, BRANDS_MAX);
  return {
    corner: phrase(language, 'dossier.column.item'),
    brands: dossiers.map(({ brand }) => (brand === 'main' ? phrase(language, 'dossier.brand.main') : brand)),
    rows: comparedBrands(dossiers, rules).map(({ part, item, cells }) => ({
      part: phrase(language, `dossier.part.${part}`),
      item: phrase(language, `dossier.item.${item}`),
      cells,
    })),
  };
}

const worriesOf = ({ worries }: ComparedCell, language: Language): string =>
  worries.map((rule) => phrase(language, `dossier.rule.${rule}`, { percent: 'none' })).join(', ');

const answersOf = ({ answers }: ComparedCell, language: Language): string[] =>
  answers.map(({ name, text }) => (name === null ? text : phrase(language, 'dossier.says', { name, text })));

function markdown({ corner, brands, rows }: Sides, language: Language): string {
  const cellOf = (cell: ComparedCell): string => {
    const worries = worriesOf(cell, language);
    const told = [phrase(language, `dossier.state.${cell.state}`), ...answersOf(cell, language)];
    return [...told, ...(worries === '' ? [] : [`⚑ ${worries}`])].join(' · ');
  };
  const parts = Map.groupBy(rows, ({ part }) => part);
  const blocks = [...parts].flatMap(([part, some]) => [
    `## ${line(part)}`,
    tableOf(
      [corner, ...brands],
      some.map(({ item, cells }) => [item, ...cells.map(cellOf)]),
    ),
  ]);
  const title = phrase(language, 'dossier.button.brands');
  return `${[`# ${title}`, ...blocks, phrase(language, 'dossier.risks.advice')].join('\n\n')}\n`;
}

/** State, answer and worries of each brand. */
function* table({ corner, brands, rows }: Sides, language: Language): Generator<readonly Cell[]> {
  const columns = (['state', 'answer', 'worrying'] as const).map((name) => phrase(language, `dossier.column.${name}`));
  yield [
    phrase(language, 'dossier.column.part'),
    corner,
    ...brands.flatMap((brand) => columns.map((column) => `${brand}: ${column}`)),
  ];
  for (const { part, item, cells } of rows)
    yield [
      part,
      item,
      ...cells.flatMap((cell) => [
        phrase(language, `dossier.state.${cell.state}`),
        answersOf(cell, language).join('\n') || null,
        worriesOf(cell, language) || null,
      ]),
    ];
}
