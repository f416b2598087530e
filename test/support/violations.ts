/** What a simulation was asked, and what its recount found, for the command line. */

/** Of each kind so many are shown; all as JSON. */
const SHOWN = 10;

export function wholeNumber(name: string, given: string, least: number): number {
  const value = Number(given);
  if (!Number.isInteger(value) || value < least) throw new Error(`--${name} needs a whole number from ${least}`);
  return value;
}

/** Runs it, prints what came of it, and ends with 1 when anything is not as it should be. */
export async function tellRecount<S extends object>(
  json: boolean,
  run: () => Promise<{ summary: S; violations: Readonly<Record<string, readonly string[]>> }>,
  pageOf: (summary: S) => readonly string[],
): Promise<void> {
  const started = performance.now();
  const { summary, violations } = await run();
  const seconds = Math.round((performance.now() - started) / 1000);
  const count = Object.values(violations).reduce((sum, list) => sum + list.length, 0);
  if (json) console.log(JSON.stringify({ ...summary, seconds, violations }, null, 2));
  else {
    for (const line of [...pageOf(summary), `${seconds} s`, `violations: ${count}`]) console.log(line);
    for (const [what, list] of Object.entries(violations)) {
      if (list.length > 0) console.log(`${what}: ${list.length}`);
      for (const one of list.slice(0, SHOWN)) console.log(`  ${one.replaceAll('\n', ' / ')}`);
    }
  }
  process.exitCode = count > 0 ? 1 : 0;
}
