/** Taking in a table of deliveries. What it says is for the operator, a line each; the running program plans the callbacks. */
import { type SeenRows, type TakenIn, takeInDeliveries } from '../core/deliveries.ts';
import { DELIVERY_FIELDS, type DeliveryField, type RowProblem } from '../core/delivery-rows.ts';
import type { Store } from '../core/store.ts';
import { type Encoding, fileText } from './file-text.ts';
import { looksLike, type OpenTable, openTable, type TableSpec } from './table.ts';

export interface DeliveryImport {
  store: Pick<Store, 'load' | 'commit' | 'reads'>;
  /** Headquarters', IANA. */
  zone: string;
  bytes: Uint8Array;
  encoding: Encoding | undefined;
  /** False: only says what would happen. */
  write: boolean;
  tell(line: string): void;
}

const SPEC: TableSpec<DeliveryField> = {
  columns: DELIVERY_FIELDS,
  required: ['reference', 'store', 'received'],
  headers: {
    reference: 'reference ref deliverynote 单号 送货单 送货单号 單號 送貨單 送貨單號'.split(' '),
    store: 'store storecode code 店号 门店编号 编号 店號 門店編號 門市編號 編號'.split(' '),
    received: 'received receivedon day date 收货日期 收貨日期 日期'.split(' '),
    name: 'name receivedby recipient 收货人 姓名 收貨人'.split(' '),
    phone: 'phone tel mobile 电话 手机 電話 手機'.split(' '),
    language: 'language 语言 語言'.split(' '),
    zone: 'zone timezone 时区 時區'.split(' '),
    case: 'case casenumber 工单 工单号 工單 工單號'.split(' '),
  },
  remedy: `the first line must be ${DELIVERY_FIELDS.join(',')} or 单号,门店编号,收货日期,收货人,电话,语言,时区,工单号`,
  rows: 'a delivery on each line below',
};

/** So many go into one statement. */
const PORTION = 500;
const NAMED_MAX = 50;

/** False when something in the file is wrong; the lines that are right go in all the same. */
export async function importDeliveries({
  store,
  zone,
  bytes,
  encoding,
  write,
  tell,
}: DeliveryImport): Promise<boolean> {
  const read = fileText(bytes, encoding, (text) => looksLike(text, SPEC));
  const table = 'text' in read ? openTable(read.text, SPEC) : { refused: [read.wrong] };
  if ('refused' in table) {
    for (const line of [...table.refused, 'Nothing was written.']) tell(line);
    return false;
  }
  const total: TakenIn = { added: 0, changed: 0, unchanged: 0, problems: [] };
  const rows = rowsOf(table);
  const seen: SeenRows = new Map();
  for (let start = 0; start < rows.length; start += PORTION) {
    const taken = await takeInDeliveries(rows.slice(start, start + PORTION), { store, zone, write, seen });
    for (const count of ['added', 'changed', 'unchanged'] as const) total[count] += taken[count];
    total.problems.push(...taken.problems);
  }
  const wrong = [...total.problems.map((one) => lineFor(one, table)), ...table.broken];
  for (const line of wrong.slice(0, NAMED_MAX)) tell(line);
  if (wrong.length > NAMED_MAX) tell(`… and ${wrong.length - NAMED_MAX} more`);
  const counts = `${total.added} new, ${total.changed} changed, ${total.unchanged} known already`;
  tell(write ? `Written: ${counts}.` : `${counts}. Nothing was written: this was a trial. Add --write to write it.`);
  if (wrong.length > 0)
    tell('What is wrong, see above, is left out. Mend the file and run it again: the rest is known then.');
  return wrong.length === 0;
}

/** What is in more cells than the header has would be lost unseen, so it is a field that there is none of. */
const rowsOf = ({ records, cellOf, width }: OpenTable<DeliveryField>) =>
  records.map(({ line, cells }) => {
    const extra = cells.slice(width).find((cell) => cell !== '');
    const named = Object.fromEntries(DELIVERY_FIELDS.map((field) => [field, cellOf(cells, field)]));
    return { row: line, value: extra === undefined ? named : { ...named, [extra]: extra } };
  });

const lineFor = ({ row, field, problem }: RowProblem, { title }: OpenTable<DeliveryField>): string =>
  `line ${row}${field === null ? '' : `, ${title(field)}`}: ${problem}`;
