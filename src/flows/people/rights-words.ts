/** Rights in words: for the preview, for the person concerned, and for the audit log. */
import { z } from 'zod';
import type { Json } from '../../core/decision.ts';
import type { Context } from '../../core/flow.ts';
import { say, type Text, verbatim } from '../../core/message.ts';
import { CASE_KINDS } from '../../domain/case.ts';
import { DUTIES } from '../../domain/person.ts';
import type { Rights } from '../../domain/rights-change.ts';

/** As the journal has them. */
export const storedRights = z.object({
  staff: z.boolean(),
  owner: z.boolean(),
  named: z.boolean(),
  duties: z.array(z.string()),
  manages: z.array(z.string()),
  regions: z.array(z.string()),
  kinds: z.array(z.string()),
});

/** What an older journal entry or another version of the program calls a duty or kind is shown as it stands. */
export async function rightsText(rights: z.infer<typeof storedRights>, { reads }: Context): Promise<Text> {
  const outlets = rights.manages.length > 0 ? await reads.outlets() : [];
  const duties = rights.duties.map((name) => {
    const duty = DUTIES.find((one) => one === name);
    return duty ? say(`duty.${duty}`) : verbatim(name);
  });
  const kinds = rights.kinds.map((name) => {
    const kind = CASE_KINDS.find((one) => one === name);
    return kind ? say(`case.kind.${kind}`) : verbatim(name);
  });
  const stores = rights.manages.map((id) => verbatim(outlets.find((one) => one.id === id)?.code ?? id.slice(0, 8)));
  const parts: Text[] = [
    ...(rights.owner ? [say('rights.owner')] : []),
    ...(rights.named ? [say('rights.named')] : rights.staff ? [say('rights.member')] : []),
    ...duties,
    ...(stores.length > 0 ? [say('rights.stores', { stores: { list: stores } })] : []),
    ...(rights.regions.length > 0 ? [say('rights.regions', { regions: { list: rights.regions.map(verbatim) } })] : []),
    ...(kinds.length > 0 ? [say('rights.kinds', { kinds: { list: kinds } })] : []),
  ];
  return parts.length === 0 ? say('rights.none') : { list: parts };
}

export const asJson = ({ staff, owner, named, duties, manages, regions, kinds }: Rights): { [key: string]: Json } => {
  return { staff, owner, named, duties: [...duties], manages: [...manages], regions: [...regions], kinds: [...kinds] };
};
