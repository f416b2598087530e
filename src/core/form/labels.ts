/** Labels as people type them: in any language, whatever the case, the script or the width. */
import { LANGUAGES } from '../../domain/person.ts';
import { fold } from '../../recognition/fold.ts';
import { localise } from '../localise.ts';
import type { Text } from '../message.ts';

/** By key of the catalogue: a few hundred, looked at with every message. */
const known = new Map<string, readonly string[]>();

/** Folded, one for each language. */
export function typedLabels(label: Text): readonly string[] {
  const key = 'key' in label && !label.params ? label.key : undefined;
  const found = key === undefined ? undefined : known.get(key);
  if (found) return found;
  const labels = LANGUAGES.map((language) => fold(localise(label, language)));
  if (key !== undefined) known.set(key, labels);
  return labels;
}
