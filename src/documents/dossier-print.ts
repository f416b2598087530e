/**
 * A dossier as a page to be printed: one document with its style inside, so that it can be saved and looks the same. Whoever serves it sends the policy
 * along, which lets nothing else run or load. What people wrote is text.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { html, raw } from 'hono/html';
import type { DossierRules } from '../domain/dossier-rules.ts';
import type { Language } from '../domain/person.ts';
import { type MessageKey, phrase } from '../locales/catalogue.ts';
import {
  type DossierAsked,
  type DossierReads,
  type DossierReport,
  dossierSource,
  type ReportAnswer,
  type ReportItem,
  type ReportPart,
  type ReportRisk,
  reportOf,
} from './dossier-report.ts';

const STYLE = readFileSync(join(import.meta.dirname, 'dossier-print.css'), 'utf8');
/** Without scripts there is no button: the browser's own menu prints as well. */
const SCRIPT =
  "const button = document.querySelector('button'); button.hidden = false; button.addEventListener('click', () => print());";

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** To be sent as the page's `content-security-policy`. */
export const PRINT_POLICY = [
  "default-src 'none'",
  `style-src ${hashOf(STYLE)}`,
  `script-src ${hashOf(SCRIPT)}`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

/** More stand in a table of their own: a sheet has no room for further columns. */
const COLUMNS_MAX = 3;

type Html = ReturnType<typeof html>;

export interface PrintOrder extends Omit<DossierAsked, 'reader'> {
  /** As whom someone asks. `zone`: IANA; null: as the order says. */
  readers: readonly { id: string; zone: string | null }[];
}

/** Undefined when none of the readers has such a dossier. */
export async function printedDossier(
  order: PrintOrder,
  reads: DossierReads,
  rules: DossierRules,
): Promise<string | undefined> {
  const { readers, ...asked } = order;
  const owner = (await reads.dossier(order.dossier))?.personId;
  const reader = readers.find(({ id }) => id === owner);
  if (!reader) return undefined;
  const source = await dossierSource({ ...asked, reader: reader.id, zone: reader.zone ?? asked.zone }, reads, rules);
  return String(await whole(reportOf(source)));
}

const idOf = (at: number): string => `part-${at + 1}`;

function whole(report: DossierReport): Html {
  const { language, title, day, parts } = report;
  const say = (key: MessageKey, params?: Record<string, string | number>): string => phrase(language, key, params);
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title}, ${day}</title>
<style>${raw(STYLE)}</style>
</head>
<body>
<div class="bar"><button type="button" hidden>${say('dossier.print.button')}</button><p>${say('dossier.print.tip')}</p></div>
<main>
<header>
<h1 dir="auto">${title}</h1>
<p>${say('dossier.print.day', { day })}</p>
</header>
<nav aria-label="${say('dossier.print.contents')}">
<h2>${say('dossier.print.contents')}</h2>
<ol>
<li><a href="#waiting">${report.waiting.heading}</a></li>
<li><a href="#worries">${report.risks.heading}</a></li>
${parts.map(({ progress }, at) => html`<li><a href="#${idOf(at)}">${progress}</a></li>`)}
<li><a href="#cited">${say('dossier.print.cited')}</a></li>
</ol>
</nav>
${waiting(report)}
${risks(report)}
${parts.map((part, at) => section(part, idOf(at), language))}
${cited(report)}
</main>
<script>${raw(SCRIPT)}</script>
</body>
</html>
`;
}

function waiting({ waiting: { heading, lines, advice } }: DossierReport): Html {
  return html`<section id="waiting"><h2 dir="auto">${heading}</h2>
<ul>${lines.map((line) => html`<li dir="auto">${line}</li>`)}</ul>
<p class="faint">${advice}</p></section>`;
}

function risks({ risks: { heading, found, none, advice } }: DossierReport): Html {
  const list = html`<ul class="risks">${found.map(riskItem)}</ul>`;
  return html`<section id="worries"><h2>${heading}</h2>
${found.length > 0 ? list : html`<p>${none}</p>`}
<p class="faint">${advice}</p></section>`;
}

function riskItem({ rule, about, between }: ReportRisk): Html {
  const said = html`<ul>${between.map((one) => html`<li dir="auto">${one}</li>`)}</ul>`;
  return html`<li><b>${rule}</b> <span dir="auto">${about}</span>${between.length > 0 ? said : ''}</li>`;
}

function section({ name, rule, compared, items }: ReportPart, id: string, language: Language): Html {
  return html`<section class="part" id="${id}"><h2>${name}</h2>
${rule === null ? '' : html`<p class="faint">${rule}</p>`}
${compared ? tables(compared) : ''}
${items.map((item) => article(item, language))}</section>`;
}

function tables({ corner, names, rows }: NonNullable<ReportPart['compared']>): Html[] {
  const starts = names.flatMap((_, at) => (at % COLUMNS_MAX === 0 ? [at] : []));
  return starts.map((from) => {
    const shown = names.slice(from, from + COLUMNS_MAX);
    const body = rows.map(({ item, cells }) => {
      const answers = cells.slice(from, from + COLUMNS_MAX).map((cell) => html`<td dir="auto">${cell}</td>`);
      return html`<tr><th scope="row">${item}</th>${answers}</tr>`;
    });
    return html`<table><thead><tr><th scope="col">${corner}</th>${shown.map((one) => html`<th scope="col" dir="auto">${one}</th>`)}</tr></thead><tbody>${body}</tbody></table>`;
  });
}

function article(item: ReportItem, language: Language): Html {
  const { name, state, stateName, interview, ask, watch, answers, notes, flag } = item;
  const isBlank = answers.length === 0 && notes.length === 0 && flag === null;
  return html`<article class="${state}">
<h3 dir="auto">${name}${interview === null ? '' : html` <span class="who" dir="auto">${interview}</span>`} <span class="state">${stateName}</span></h3>
${ask === null ? '' : html`<p class="ask">${ask}</p>`}
${watch === null ? '' : html`<p class="ask">${watch}</p>`}
${answers.map((one) => quotation(one, language))}
${notes.map((note) => html`<p class="note" dir="auto">${note}</p>`)}
${flag === null ? '' : html`<p class="flag" dir="auto">${flag}</p>`}
${isBlank ? html`<div class="blank" aria-hidden="true"></div>` : ''}</article>`;
}

function quotation({ text, sources, waiting: then, changed, worrying }: ReportAnswer, language: Language): Html {
  const marks = [changed, worrying].filter((one) => one !== null);
  return html`<blockquote dir="auto">${text}</blockquote>
<p class="source" lang="${language}">${[...sources, ...(then === null ? [] : [then])].map((one) => html`<span dir="auto">${one}</span>`)}${marks.map((one) => html`<strong>${one}</strong>`)}</p>`;
}

function cited({ language, cited: policies }: DossierReport): Html {
  const heading = phrase(language, 'dossier.print.cited');
  if (policies.length === 0)
    return html`<section id="cited"><h2>${heading}</h2><p>${phrase(language, 'dossier.print.cited.none')}</p></section>`;
  const columns = (['policy', 'version', 'approver', 'approved', 'changed'] as const).map(
    (column) => html`<th scope="col">${phrase(language, `dossier.column.${column}`)}</th>`,
  );
  const rows = policies.map(
    ({ title, version, approver, approved, changed }) =>
      html`<tr><td dir="auto">${title}</td><td>${version}</td><td dir="auto">${approver ?? ''}</td><td>${approved}</td><td>${changed ? '✓' : ''}</td></tr>`,
  );
  return html`<section id="cited"><h2>${heading}</h2>
<table><thead><tr>${columns}</tr></thead><tbody>${rows}</tbody></table></section>`;
}
