/** Forms with files as the SDK writes them (multipart/form-data, RFC 7578). */

export interface FormFile {
  name: string;
  bytes: Uint8Array;
}

export function readForm(
  body: Buffer,
  contentType: string,
): { payload: Record<string, unknown>; form: Map<string, FormFile> } {
  const boundary = /boundary=(\S+)/.exec(contentType)?.[1] ?? '';
  const payload: Record<string, unknown> = {};
  const form = new Map<string, FormFile>();
  // One byte a character, so that bytes stay bytes.
  const parts = body.toString('latin1').split(`--${boundary}`).slice(1, -1);
  for (const part of parts) {
    const end = part.indexOf('\r\n\r\n');
    const head = Buffer.from(part.slice(0, end), 'latin1').toString();
    const content = Buffer.from(part.slice(end + 4, -2), 'latin1');
    const name = /name="([^"]*)"/.exec(head)?.[1] ?? '';
    const file = /filename="([^"]*)"/.exec(head)?.[1] ?? /filename=([^;\s]*)/.exec(head)?.[1];
    if (file === undefined) payload[name] = content.toString();
    else form.set(name, { name: file, bytes: content });
  }
  return { payload, form };
}
