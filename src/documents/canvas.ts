/**
 * A canvas with words on it, as PNG: the only place that knows the package for drawing. It gives no memory back, so whoever draws does it in
 * a process that ends. Measures are those of a screen (CSS pixels); the
 * picture has twice as many, so that it is sharp on any.
 */
import { createRequire } from 'node:module';
import type { CanvasKit, Paragraph, Surface } from 'canvaskit-wasm';
import type { Language } from '../domain/person.ts';
import { fontsFor } from './fonts.ts';

const SCALE = 2;

export interface TextStyle {
  size: number;
  color: string;
  bold?: boolean;
  /** It is wrapped at this width; absent: one line, however long. */
  width?: number;
  /** What does not fit into so many lines is cut with an ellipsis. */
  lines?: number;
  align?: 'left' | 'right' | 'center';
}

/** Words that have been measured. */
export interface Words {
  width: number;
  height: number;
  /** `y` is their top; `x` their left edge, or right edge or middle as they are aligned. */
  draw(x: number, y: number): void;
}

export interface Canvas {
  words(text: string, style: TextStyle): Words;
  /** Ends what was drawn before and begins a white picture of this size. */
  open(width: number, height: number): void;
  rect(x: number, y: number, width: number, height: number, color: string, radius?: number): void;
  line(points: readonly (readonly [number, number])[], color: string, width: number): void;
  circle(x: number, y: number, radius: number, color: string): void;
  /** A copy: the picture's own bytes are a view of all memory that drawing has. */
  png(): Uint8Array;
}

/** For pictures with no other characters than those of `texts`. */
export async function createCanvas(texts: readonly string[], language: Language): Promise<Canvas> {
  const [kit, fonts] = await Promise.all([loadKit(), fontsFor(texts, language)]);
  const provider = kit.TypefaceFontProvider.Make();
  for (const { name, bytes } of fonts) provider.registerFont(bytes, name);
  // One for all texts: each collection makes every font anew, which takes more than all the rest.
  const collection = kit.FontCollection.Make();
  collection.setDefaultFontManager(provider);
  const fontFamilies = fonts.map(({ name }) => name);
  const ALIGN = { left: kit.TextAlign.Left, right: kit.TextAlign.Right, center: kit.TextAlign.Center };
  // Chinese fonts have theirs in the middle of the line.
  const ellipsis = language === 'en' ? '...' : '…';
  let surface: Surface | undefined;

  function paint(color: string, stroke?: number) {
    const made = new kit.Paint();
    made.setAntiAlias(true);
    made.setColor(kit.parseColorString(color));
    if (stroke !== undefined) {
      made.setStyle(kit.PaintStyle.Stroke);
      made.setStrokeWidth(stroke);
      made.setStrokeJoin(kit.StrokeJoin.Round);
      made.setStrokeCap(kit.StrokeCap.Round);
    }
    return made;
  }

  function sheet() {
    if (!surface) throw new Error('no picture has been opened');
    return surface.getCanvas();
  }

  function paragraphOf(text: string, textStyle: TextStyle): Paragraph {
    const { size, color, bold = false, width, lines, align = 'left' } = textStyle;
    const style = new kit.ParagraphStyle({
      disableHinting: true,
      textAlign: ALIGN[align],
      textStyle: {
        color: kit.parseColorString(color),
        fontFamilies,
        fontSize: size,
        fontVariations: [{ axis: 'wght', value: bold ? 600 : 400 }],
        heightMultiplier: 1.3,
        halfLeading: true,
      },
      ...(lines !== undefined && { maxLines: lines, ellipsis }),
    });
    const builder = kit.ParagraphBuilder.MakeFromFontCollection(style, collection);
    builder.addText(text);
    const paragraph = builder.build();
    builder.delete();
    paragraph.layout(width ?? 1e6);
    // What no font has, such as most emoji, would be a box.
    const missing = new Set(paragraph.unresolvedCodepoints());
    const rest = [...text]
      .filter((one) => !missing.has(one.codePointAt(0) ?? 0))
      .join('')
      .trim();
    if (missing.size > 0 && rest !== text) {
      paragraph.delete();
      return paragraphOf(rest, textStyle);
    }
    return paragraph;
  }

  return {
    words(text, style) {
      const { align = 'left' } = style;
      const paragraph = paragraphOf(text, style);
      const width = paragraph.getLongestLine();
      // The box that its lines are aligned in; rounded up, or the longest of them would be wrapped again.
      const box = Math.ceil(width) + 1;
      paragraph.layout(box);
      const shift = align === 'left' ? 0 : align === 'right' ? box : box / 2;
      return {
        width,
        height: paragraph.getHeight(),
        draw: (x, y) => sheet().drawParagraph(paragraph, x - shift, y),
      };
    },
    open(width, height) {
      surface?.delete();
      surface = kit.MakeSurface(Math.ceil(width * SCALE), Math.ceil(height * SCALE)) ?? undefined;
      sheet().clear(kit.WHITE);
      sheet().scale(SCALE, SCALE);
    },
    rect(x, y, width, height, color, radius = 0) {
      const filled = paint(color);
      sheet().drawRRect(kit.RRectXY(kit.XYWHRect(x, y, width, height), radius, radius), filled);
      filled.delete();
    },
    line(points, color, width) {
      const builder = new kit.PathBuilder();
      for (const [index, [x, y]] of points.entries()) {
        if (index === 0) builder.moveTo(x, y);
        else builder.lineTo(x, y);
      }
      const path = builder.detachAndDelete();
      const stroked = paint(color, width);
      sheet().drawPath(path, stroked);
      stroked.delete();
      path.delete();
    },
    circle(x, y, radius, color) {
      const filled = paint(color);
      sheet().drawCircle(x, y, radius, filled);
      filled.delete();
    },
    png() {
      surface?.flush();
      const image = surface?.makeImageSnapshot();
      const bytes = image?.encodeToBytes(kit.ImageFormat.PNG, 100);
      image?.delete();
      if (!bytes) throw new Error('the picture could not be encoded');
      return new Uint8Array(bytes);
    },
  };
}

let loading: Promise<CanvasKit> | undefined;

function loadKit(): Promise<CanvasKit> {
  loading ??= import('canvaskit-wasm').then(({ default: { default: load } }) => {
    const require = createRequire(import.meta.url);
    return load({ locateFile: (file) => require.resolve(`canvaskit-wasm/bin/${file}`) });
  });
  return loading;
}
