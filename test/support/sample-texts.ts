/** The texts of the invented brand, as the search has them; each subject by its key alone. */
import type { Text } from '../../src/answers/library.ts';
import { playgroundPolicies } from '../../src/playground-policies.ts';

export async function sampleTexts(): Promise<Text[]> {
  const policies = await playgroundPolicies('2026-01-01T00:00:00.000Z');
  return policies.flatMap(({ id, key, language, approved }) =>
    approved ? [{ id, subject: key, language, title: approved.title, asked: approved.asked, body: approved.body }] : [],
  );
}
