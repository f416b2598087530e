/** Charts: pictures of the right size with what they should show, in three languages, without any font of the machine. */
import { describe, expect, it } from 'vitest';
import { drawChart } from '../../src/documents/chart.ts';
import { drawChart as drawHere } from '../../src/documents/chart-drawing.ts';
import { type ChartSpec, chartSpec } from '../../src/documents/chart-spec.ts';

const aChart = (spec: Partial<ChartSpec> = {}): ChartSpec => ({
  type: 'bars',
  language: 'zh-Hans',
  title: '本周投诉',
  unit: '件',
  categories: ['华北', '华东'],
  series: [{ name: '投诉', values: [3, 14] }],
  ...spec,
});

/** Without a process of its own, which is tested once. */
async function draw(spec: Partial<ChartSpec> = {}): Promise<Buffer> {
  return Buffer.from(await drawHere({ spec: chartSpec.parse(aChart(spec)), nothing: '这段时间暂无数据' }));
}

/** What is shown where there is nothing to show. */
let nothing: Promise<Buffer> | undefined;
const drawNothing = (): Promise<Buffer> => {
  nothing ??= draw({ categories: [], series: [] });
  return nothing;
};

const widthOf = (png: Buffer): number => png.readUInt32BE(16);
const heightOf = (png: Buffer): number => png.readUInt32BE(20);

const SEVERAL = [
  { name: '品质', values: [3, 14] },
  { name: '服务', values: [5, null] },
];

describe('a chart', () => {
  it('is a PNG at twice the points, drawn beside the program', async () => {
    const png = Buffer.from(await drawChart(aChart()));
    expect(png.subarray(0, 8)).toEqual(Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'));
    expect(widthOf(png)).toBe(1600);
    expect(heightOf(png)).toBeGreaterThan(200);
    expect(png).toEqual(await draw());
  });

  it.each<ChartSpec['type']>(['bars', 'stacked', 'line'])('of the type %s is the same each time', async (type) => {
    const png = await draw({ type, series: SEVERAL });
    expect(png).toEqual(await draw({ type, series: SEVERAL }));
    expect(png).not.toEqual(await draw({ type, series: [...SEVERAL].reverse() }));
  });

  it('has the characters of its words, and leaves out only what no font has', async () => {
    const labelled = (label: string, language: ChartSpec['language']) => draw({ categories: [label, ''], language });
    expect(await labelled('\ue000 Burger🍔', 'en')).toEqual(await labelled('Burger', 'en'));
    for (const [language, one, other] of [
      ['zh-Hans', '门店', '卫生'],
      ['zh-Hant', '門市', '衛生'],
      ['en', '門市', '卫生'],
      ['en', 'Wo', 'Yo'],
    ] as const) {
      const drawn = await labelled(one, language);
      // Boxes in place of characters would all look the same.
      expect(drawn).not.toEqual(await labelled(other, language));
      expect(drawn).not.toEqual(await labelled('', language));
    }
  });

  it('has each language’s own forms of characters that look different in them', async () => {
    const title = '骨直角';
    expect(await draw({ title, language: 'zh-Hans' })).not.toEqual(await draw({ title, language: 'zh-Hant' }));
  });

  it('grows with its bars, and wraps long labels up to two lines', async () => {
    const many = Array.from({ length: 30 }, (_, i) => `第${i}店`);
    const tall = await draw({ categories: many, series: [{ name: '', values: many.map((_, i) => i) }] });
    expect(heightOf(tall)).toBeGreaterThan(2_000);
    const long = (times: number) => draw({ categories: ['上海浦东新区'.repeat(times), '华东'] });
    expect(heightOf(await long(20))).toBe(heightOf(await long(5)));
  });

  it.each([
    { categories: [], series: [] },
    { categories: ['华北', '华东'], series: [{ name: '', values: [null, null] }] },
  ])('says kindly that there is nothing to show', async (spec) => {
    for (const type of ['bars', 'stacked', 'line'] as const) {
      expect(await draw({ ...spec, type })).toEqual(await drawNothing());
    }
  });

  it('of nothing but noughts shows them', async () => {
    const values = [0, 0];
    const empty = await drawNothing();
    for (const type of ['bars', 'stacked', 'line'] as const) {
      expect(await draw({ type, series: [{ name: '', values }] })).not.toEqual(empty);
    }
  });

  it('ends with its order', async () => {
    await expect(drawChart(aChart(), AbortSignal.abort())).rejects.toThrow();
    const ending = new AbortController();
    const drawing = drawChart(aChart(), ending.signal);
    ending.abort(new Error('enough'));
    await expect(drawing).rejects.toThrow();
  });
});

describe('what a chart is made from', () => {
  it.each<[string, unknown]>([
    ['a value too few', aChart({ series: [{ name: '', values: [1] }] })],
    ['a value below nought', aChart({ series: [{ name: '', values: [1, -1] }] })],
    ['a number that is none', aChart({ series: [{ name: '', values: [1, Number.NaN] }] })],
    ['more series than colours', aChart({ series: Array.from({ length: 9 }, () => ({ name: '', values: [1, 2] })) })],
    ['another type', { ...aChart(), type: 'pie' }],
  ])('is refused with %s', (_, spec) => {
    expect(chartSpec.safeParse(spec).success).toBe(false);
  });
});
