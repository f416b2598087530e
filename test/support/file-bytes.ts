/** The first bytes of files: enough for what looks at them, not for what shows them. */
const bytes = (...parts: (string | number[])[]): Uint8Array =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part))));

/** The box that MP4 and its relatives begin with. */
const boxed = (brand: string): Uint8Array => bytes([0, 0, 0, 24], 'ftyp', brand, [0, 0, 0, 0], brand, 'mif1');

export const PNG = bytes(
  [0x89],
  'PNG\r\n\x1a\n',
  [0, 0, 0, 13],
  'IHDR',
  [0, 0, 0, 1, 0, 0, 0, 1, 8, 6, 0, 0, 0, 0x1f, 0x15, 0xc4, 0x89],
  [0, 0, 0, 0],
  'IDAT',
  [0, 0, 0, 0],
);

export const SAMPLES: Readonly<Record<string, Uint8Array>> = {
  'image/png': PNG,
  'image/jpeg': bytes([0xff, 0xd8, 0xff, 0xe0, 0, 16], 'JFIF', [0, 1, 1, 0, 0, 1, 0, 1, 0, 0]),
  'image/gif': bytes('GIF89a', [1, 0, 1, 0, 0, 0, 0]),
  'image/webp': bytes('RIFF', [26, 0, 0, 0], 'WEBPVP8L', [13, 0, 0, 0, 0x2f, 0, 0, 0]),
  'image/heic': boxed('heic'),
  'application/pdf': bytes('%PDF-1.7\n%', [0xe2, 0xe3, 0xcf, 0xd3], '\n1 0 obj\n<<>>\nendobj\n'),
  'audio/mpeg': bytes([0xff, 0xfb, 0x90, 0x64], '\0'.repeat(64)),
  'audio/ogg': bytes('OggS', [0, 2], '\0'.repeat(20), [1, 19], 'OpusHead', [1, 2, 0, 0, 0x80, 0xbb, 0, 0, 0, 0, 0]),
  'audio/mp4': boxed('M4A '),
  'video/mp4': boxed('isom'),
  'text/plain': Buffer.from('收据：20 元\r\n第二行\ttab\n'),
};

/** Not taken, whatever they are called. */
export const STRANGERS: Readonly<Record<string, Uint8Array>> = {
  program: bytes('MZ', [0x90, 0, 3, 0, 0, 0], '\0'.repeat(64)),
  archive: bytes('PK', [3, 4, 20, 0, 0, 0, 8, 0], '\0'.repeat(40)),
  'bytes without a form': bytes([1, 2, 3, 4, 5, 6]),
  'text that is no UTF-8': bytes('caf', [0xe9], ' au lait'),
  'text with control characters': bytes('nice \x1b[31mred'),
};

/** A whole picture, of one pixel: a browser can show it. */
export const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
