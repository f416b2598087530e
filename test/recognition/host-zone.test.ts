import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const PROGRAM = fileURLToPath(new URL('./print-times.ts', import.meta.url));
const onHostIn = (zone: string): string =>
  execFileSync(process.execPath, [PROGRAM], { env: { ...process.env, TZ: zone }, encoding: 'utf8' });

it('reads every case the same wherever the host stands', () => {
  const utc = onHostIn('UTC');
  expect(JSON.parse(utc)).toHaveLength(4);
  expect(onHostIn('Asia/Shanghai')).toBe(utc);
  expect(onHostIn('America/New_York')).toBe(utc);
});
