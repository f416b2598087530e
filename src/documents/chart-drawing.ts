/** Draws a chart: bars lie, so that names of stores and reasons have room, and time goes to the right. Values stand where they are read. */
import { scaleLinear, scalePoint } from 'd3-scale';
import { type Canvas, createCanvas, type TextStyle, type Words } from './canvas.ts';
import type { ChartSpec } from './chart-spec.ts';

/** As wide as Slack shows a picture, at twice the points. */
const WIDTH = 800;
const MARGIN = 24;
const INNER = WIDTH - 2 * MARGIN;
const EMPTY_HEIGHT = 160;
const LINE_HEIGHT = 300;
const LABELS_MAX = 220;
const GAP = 10;
const NAME_MAX = 140;
/** With more values than this, only the last and the highest of each line are written. */
const VALUES_MAX = 36;

/** Okabe and Ito's, which people with any kind of colour blindness can tell apart (Wong, Nature Methods 8, 441, 2011). */
const COLORS = ['#0072b2', '#e69f00', '#009e73', '#d55e00', '#56b4e9', '#cc79a7', '#6b6b6b', '#f0e442'] as const;
/** On these, dark words are read better than white ones. */
const BRIGHT: ReadonlySet<string> = new Set(['#e69f00', '#56b4e9', '#cc79a7', '#f0e442']);
/** Of the same palette. */
const TONE_COLORS: Readonly<Record<NonNullable<Series['tone']>, string>> = {
  good: '#009e73',
  fair: '#e69f00',
  bad: '#d55e00',
};
const INK = '#1d1c1d';
const FAINT = '#5c5c60';
const GRID = '#e4e4e8';
const SOFT = '#f4f5f7';

const TITLE: TextStyle = { size: 20, color: INK, bold: true, width: INNER, lines: 2 };
const NOTE: TextStyle = { size: 13, color: FAINT };
const LABEL: TextStyle = { size: 14, color: INK, width: LABELS_MAX, lines: 2, align: 'right' };
const VALUE: TextStyle = { size: 13, color: INK };

type Draw = () => void;
type Series = ChartSpec['series'][number];

/** A part of the picture: how tall it is, and how it is drawn below `top`. */
interface Block {
  height: number;
  draw(top: number): void;
}

/** What a chart without any value says in place of it comes with the spec. */
export interface ChartTask {
  spec: ChartSpec;
  nothing: string;
}

export async function drawChart({ spec, nothing }: ChartTask): Promise<Uint8Array> {
  const format = new Intl.NumberFormat(spec.language, { maximumFractionDigits: 1 }).format;
  const names = spec.series.map(({ name }) => name);
  const texts = [spec.title, spec.unit ?? '', nothing, format(1234567.8), ...spec.categories, ...names];
  const canvas = await createCanvas(texts, spec.language);
  return paint(spec, canvas, { format, nothing });
}

function paint(spec: ChartSpec, canvas: Canvas, manner: Manner): Uint8Array {
  const blocks = [header(spec, canvas), bodyOf(spec, canvas, manner)];
  const height = MARGIN + blocks.reduce((sum, block) => sum + block.height, 0) + MARGIN;
  canvas.open(WIDTH, height);
  let top = MARGIN;
  for (const block of blocks) {
    block.draw(top);
    top += block.height;
  }
  return canvas.png();
}

interface Manner {
  format(value: number): string;
  nothing: string;
}

function bodyOf(spec: ChartSpec, canvas: Canvas, manner: Manner): Block {
  if (spec.series.every(({ values }) => values.every((value) => value === null))) return empty(canvas, manner);
  return spec.type === 'line' ? lines(spec, canvas, manner) : bars(spec, canvas, manner);
}

/** Title, what is counted, and whose colour is whose where there are several. */
function header({ title, unit, series }: ChartSpec, canvas: Canvas): Block {
  const draws: ((top: number) => void)[] = [];
  let height = 0;
  const put = (words: Words, after: number): void => {
    const at = height;
    draws.push((top) => words.draw(MARGIN, top + at));
    height += words.height + after;
  };
  if (title !== '') put(canvas.words(title, TITLE), 4);
  if (unit) put(canvas.words(unit, { ...NOTE, width: INNER, lines: 1 }), 4);
  if (series.length > 1) {
    height += 4;
    let x = MARGIN;
    for (const [index, one] of series.entries()) {
      const words = canvas.words(one.name, { ...NOTE, width: 240, lines: 1 });
      if (x > MARGIN && x + 18 + words.width > WIDTH - MARGIN) {
        x = MARGIN;
        height += words.height + 4;
      }
      const [left, at] = [x, height];
      draws.push((top) => {
        canvas.rect(left, top + at + words.height / 2 - 6, 12, 12, colorOf(one, index), 2);
        words.draw(left + 18, top + at);
      });
      x += 18 + words.width + 20;
    }
    height += canvas.words('A', NOTE).height;
  }
  return { height: height + 14, draw: (top) => draws.forEach((draw) => void draw(top)) };
}

function empty(canvas: Canvas, { nothing }: Manner): Block {
  const words = canvas.words(nothing, { size: 16, color: FAINT, width: INNER - 48, lines: 3, align: 'center' });
  return {
    height: EMPTY_HEIGHT,
    draw(top) {
      canvas.rect(MARGIN, top, INNER, EMPTY_HEIGHT, SOFT, 8);
      words.draw(WIDTH / 2, top + (EMPTY_HEIGHT - words.height) / 2);
    },
  };
}

function bars(spec: ChartSpec, canvas: Canvas, { format }: Manner): Block {
  const { categories, series } = spec;
  const stacked = spec.type === 'stacked';
  const valuesOf = (place: number): (number | null)[] => series.map(({ values }) => values[place] ?? null);
  const totals = categories.map((_, place) => sumOf(valuesOf(place)));
  const longest = Math.max(...(stacked ? totals : series.flatMap(({ values }) => values.map(Number))));
  const labels = categories.map((name) => canvas.words(name, LABEL));
  const left = MARGIN + Math.max(0, ...labels.map(({ width }) => width)) + GAP;
  const room = Math.max(...[...totals, longest].map((value) => canvas.words(format(value), VALUE).width)) + 8;
  const x = scaleLinear([0, longest || 1], [left, WIDTH - MARGIN - room]);
  const thickness = stacked || series.length === 1 ? 24 : Math.max(14, 22 - 2 * series.length);
  const bundle = stacked ? thickness : series.length * (thickness + 2) - 2;
  const rows = labels.map((label) => Math.max(bundle, label.height) + 14);
  const height = rows.reduce((sum, row) => sum + row, 0);

  function value(text: string, x: number, middle: number, style: Partial<TextStyle> = {}): Draw {
    const words = canvas.words(text, { ...VALUE, ...style });
    return () => words.draw(x, middle - words.height / 2);
  }

  function row(place: number, top: number): void {
    const middle = top + (rows[place] ?? 0) / 2;
    const label = labels[place];
    label?.draw(left - GAP, middle - label.height / 2);
    let y = middle - bundle / 2;
    let sum = 0;
    for (const [index, one] of valuesOf(place).entries()) {
      const from = stacked ? sum : 0;
      const to = from + (one ?? 0);
      const color = colorOf(series[index], index);
      if (one) canvas.rect(x(from), y, Math.max(x(to) - x(from), 1), thickness, color, stacked ? 0 : 2);
      if (stacked) {
        const inside = canvas.words(format(one ?? 0), { ...VALUE, color: BRIGHT.has(color) ? INK : '#ffffff' });
        if (one && inside.width + 4 <= x(to) - x(from)) {
          inside.draw((x(from) + x(to) - inside.width) / 2, middle - inside.height / 2);
        }
        sum = to;
      } else {
        if (one !== null) value(format(one), x(to) + 6, y + thickness / 2)();
        y += thickness + 2;
      }
    }
    if (stacked) value(format(sum), x(sum) + 6, middle, { bold: true })();
  }

  return {
    height,
    draw(top) {
      canvas.line(
        [
          [left, top],
          [left, top + height],
        ],
        FAINT,
        1,
      );
      let at = top;
      for (const [place, rowHeight] of rows.entries()) {
        row(place, at);
        at += rowHeight;
      }
    },
  };
}

interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

function lines({ categories, series }: ChartSpec, canvas: Canvas, { format }: Manner): Block {
  const highest = Math.max(...series.flatMap(({ values }) => values.map(Number)));
  const scale = scaleLinear([0, highest || 1], [LINE_HEIGHT, 24]).nice(5);
  const whole = series.every(({ values }) => values.every((value) => Number.isInteger(value ?? 0)));
  const ticks = scale.ticks(5).filter((tick) => !whole || Number.isInteger(tick));
  const marks = ticks.map((tick) => ({ tick, words: canvas.words(format(tick), { ...NOTE, align: 'right' }) }));
  const left = MARGIN + Math.max(...marks.map(({ words }) => words.width)) + GAP;
  const x = scalePoint(
    categories.map((_, place) => place),
    [left + 24, WIDTH - MARGIN - 24],
  );
  const room = WIDTH - MARGIN - left;
  const longest = Math.max(...categories.map((name) => canvas.words(name, NOTE).width));
  // Where there are few, their names are wrapped; where there are many, some go without.
  const fits = Math.max(2, Math.floor(room / (Math.min(longest, categories.length > 8 ? NAME_MAX : 60) + 8)));
  const every = Math.ceil(categories.length / fits);
  const width = Math.min((room * every) / categories.length - 8, NAME_MAX);
  const names = categories.map((name) => canvas.words(name, { ...NOTE, width, lines: 2, align: 'center' }));
  const below = Math.max(...names.map((name) => name.height)) + 12;

  function line(values: readonly (number | null)[], index: number, top: number): void {
    const runs: [number, number][][] = [[]];
    for (const [place, value] of values.entries()) {
      if (value === null) runs.push([]);
      else runs.at(-1)?.push([x(place) ?? left, top + scale(value)]);
    }
    for (const points of runs) {
      if (points.length > 1) canvas.line(points, colorOf(series[index], index), 2.5);
      for (const [px, py] of points) canvas.circle(px, py, 4, colorOf(series[index], index));
    }
  }

  /** The last value of each line first, as that is what people look for; those that would cover another are left out. */
  function values(top: number): void {
    const taken: Box[] = [];
    const many = categories.length * series.length > VALUES_MAX;
    for (const place of [...categories.keys()].reverse()) {
      for (const { values } of series) {
        const value = values[place];
        if (value === null || value === undefined) continue;
        if (
          many &&
          place !== values.findLastIndex((one) => one !== null) &&
          place !== values.indexOf(highestOf(values))
        )
          continue;
        const words = canvas.words(format(value), { ...VALUE, bold: true, align: 'center' });
        const middle = x(place) ?? left;
        const y = top + scale(value);
        const half = words.width / 2 + 2;
        const fits = [y - words.height - 5, y + 5]
          .map((at): Box => ({ left: middle - half, right: middle + half, top: at, bottom: at + words.height }))
          .find((box) => box.bottom < top + LINE_HEIGHT + 2 && !taken.some((other) => overlaps(box, other)));
        if (!fits) continue;
        taken.push(fits, { left: middle - 4, right: middle + 4, top: y - 4, bottom: y + 4 });
        words.draw(middle, fits.top);
      }
    }
  }

  return {
    height: LINE_HEIGHT + below,
    draw(top) {
      for (const { tick, words } of marks) {
        const y = top + scale(tick);
        const points = [[left, y] as const, [WIDTH - MARGIN, y] as const];
        canvas.line(points, tick === 0 ? FAINT : GRID, 1);
        words.draw(left - GAP, y - words.height / 2);
      }
      for (const [place, name] of names.entries()) {
        // Counted from the last, which people look for.
        if ((names.length - 1 - place) % every === 0) name.draw(x(place) ?? left, top + LINE_HEIGHT + 8);
      }
      for (const [index, { values }] of series.entries()) line(values, index, top);
      values(top);
    },
  };
}

const overlaps = (a: Box, b: Box): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

const highestOf = (values: readonly (number | null)[]): number => Math.max(...values.map((one) => one ?? 0));

const sumOf = (values: readonly (number | null)[]): number => values.reduce<number>((sum, one) => sum + (one ?? 0), 0);

const colorOf = (series: Series | undefined, index: number): string =>
  series?.tone ? TONE_COLORS[series.tone] : (COLORS[index % COLORS.length] ?? INK);
