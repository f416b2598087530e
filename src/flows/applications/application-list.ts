/** `/applications`: who has applied, by state or words, and the whole as a table; for those who decide. */
import { orderDocument } from '../../core/files.ts';
import { atOnce, type Context, type Outcome } from '../../core/flow.ts';
import { type ReplyButton, say, type Text, verbatim } from '../../core/message.ts';
import { APPLICATION_STATUSES, type Application, type ApplicationStatus } from '../../domain/application.ts';
import { may } from '../../domain/rights.ts';
import { phrase } from '../../locales/catalogue.ts';
import { fold } from '../../recognition/fold.ts';
import { brandText } from '../answers/brands.ts';
import { shorten } from '../cases/case-card.ts';
import { stale } from '../forms.ts';
import { applicationButtonId, EXPORT_ID } from './application-buttons.ts';
import { statusText } from './application-card.ts';

const SHOWN_MAX = 15;
/** As many are searched. */
const READ_MAX = 500;

/** What nobody has withdrawn. */
const KEPT: readonly ApplicationStatus[] = ['open', 'waiting', 'invited', 'declined'];

/** `/applications`, `/applications waiting`, `/applications export`, `/applications Suzhou`. */
export async function applicationsCommand(words: string, context: Context): Promise<Outcome> {
  const folded = fold(words).trim();
  if (folded === 'export') return exported(context);
  const status = APPLICATION_STATUSES.find((one) => one === folded || labels(one).includes(folded));
  if (status || folded === '') return await listed(status ?? 'open', context);
  const all = await context.reads.applicationsIn(KEPT, READ_MAX);
  const found = all.filter((one) => searchedIn(one).some((text) => fold(text).includes(folded)));
  return await told(say('applications.shown.words', { words: verbatim(shorten(words)) }), found, context);
}

const labels = (status: ApplicationStatus): string[] =>
  (['zh-Hans', 'zh-Hant', 'en'] as const).map((language) => fold(phrase(language, `application.status.${status}`)));

/** Who and where, and what they told of themselves; no sums, and nothing of health. */
function searchedIn({ answers, brand }: Application): string[] {
  if (!answers) return [];
  const { name, region, location, background, brands, market, phone } = answers;
  return [brand, name, region, phone, location, background, brands, market].filter((one) => one !== null);
}

async function listed(status: ApplicationStatus, context: Context): Promise<Outcome> {
  const found = await context.reads.applicationsIn([status], READ_MAX);
  return await told(say(`applications.shown.${status}`), found, context);
}

async function told(heading: Text, found: readonly Application[], context: Context): Promise<Outcome> {
  const { reads, zone, person } = context;
  const theirs = found.filter(({ personId }) => personId !== person?.id);
  const shown = theirs.slice(0, SHOWN_MAX);
  const counts = new Map((await reads.applicationCounts()).map(({ status, count }) => [status, count]));
  const numbers = Object.fromEntries(APPLICATION_STATUSES.map((status) => [status, counts.get(status) ?? 0]));
  const lines = [
    say('applications.title', numbers),
    heading,
    ...(shown.length === 0 ? [say('applications.none')] : shown.map((one) => lineOf(one, zone))),
    ...(theirs.length > SHOWN_MAX ? [say('applications.more', { count: SHOWN_MAX })] : []),
  ];
  const buttons: ReplyButton[] = shown.flatMap((one) =>
    one.answers ? [{ id: applicationButtonId(one, 'show'), label: verbatim(one.answers.name), minor: true }] : [],
  );
  const table = { id: EXPORT_ID, label: say('application.button.export') };
  return atOnce({ text: { lines }, buttons: [...buttons, table], confidential: [] });
}

function lineOf(current: Application, zone: string): Text {
  const { answers, score, createdAt } = current;
  const told = { day: { instant: createdAt, zone, dateOnly: true }, brand: brandText(current) };
  if (!answers) return say('applications.line.withdrawn', told);
  return say('applications.line', {
    ...told,
    name: verbatim(answers.name),
    region: verbatim(answers.region),
    points: score?.points ?? 0,
    most: score?.most ?? 0,
    status: statusText(current),
  });
}

/** Rows are read when the file is made, by the rights of then. */
export function exported(context: Context): Outcome {
  const { person, language, zone, now, id } = context;
  if (!may(person, 'applications.decide') || !person) return stale();
  const name = `${phrase(language, 'applications.file')}.csv`;
  const order = { type: 'applications', reader: person.id, zone: person.zone ?? zone, language, now };
  const { effect, attachment } = orderDocument({
    ...{ id: id('applications'), name, mediaType: 'text/csv', personId: person.id },
    source: order,
  });
  return {
    replies: [{ text: say('applications.export'), attachments: [attachment], confidential: [] }],
    effects: [effect, { type: 'audit', kind: 'export', body: { what: name } }, { type: 'needs-rights', person }],
  };
}
