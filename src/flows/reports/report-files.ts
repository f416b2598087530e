/** Files that reports order, and the messages that they come with. */
import { orderDocument } from '../../core/files.ts';
import type { Context } from '../../core/flow.ts';
import type { Reply } from '../../core/message.ts';
import type { Person } from '../../domain/person.ts';
import type { Ordered } from './report-charts.ts';

export function orderTable(
  name: string,
  source: Parameters<typeof orderDocument>[0]['source'],
  { id: personId }: Person,
  context: Context,
): Ordered {
  const id = context.id(`table ${personId}`);
  const { effect, attachment } = orderDocument({ id, name, mediaType: 'text/csv', source, personId });
  return { effects: [effect], attachments: [attachment] };
}

export const attached = ({ attachments }: Ordered): Pick<Reply, 'attachments'> =>
  attachments.length > 0 ? { attachments } : {};
