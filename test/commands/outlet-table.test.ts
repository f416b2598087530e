/** Tables of stores as people make them: what is understood, what is refused with which line, and that nothing changes on the way. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fileText, readEncoding } from '../../src/commands/file-text.ts';
import { looksLikeTable, readTable, writeTable } from '../../src/commands/outlet-table.ts';
import { anOutlet } from '../store/rows.ts';

const HEADER = 'code,name,aliases,region,zone';
const ROW = 'BJ001,朝阳路店,Chaoyang Road,华北,Asia/Shanghai';
const STORE = { code: 'BJ001', name: '朝阳路店', aliases: ['Chaoyang Road'], region: '华北', zone: 'Asia/Shanghai' };

const table = (...lines: string[]): string => [HEADER, ...lines].join('\n');

describe('a table', () => {
  it.each([
    ['commas', `${HEADER}\n${ROW}\n`],
    ['Windows line ends', `${HEADER}\r\n${ROW}\r\n`],
    ['old Mac line ends', `${HEADER}\r${ROW}`],
    ['semicolons, as Excel writes in some countries', `${HEADER}\n${ROW}`.replaceAll(',', ';')],
    ['tabs', `${HEADER}\n${ROW}`.replaceAll(',', '\t')],
    ['a byte order mark', `\ufeff${HEADER}\n${ROW}`],
    ['headers in Simplified Chinese', `编号,名称,别名,区域,时区\n${ROW}`],
    ['other headers in Simplified Chinese', `代码,店名,别名,地区,时区\n${ROW}`],
    ['headers in Traditional Chinese', `編號,名稱,別名,區域,時區\n${ROW}`],
    ['headers written differently', `Code, NAME ,"Alias",Region,Time zone\n${ROW}`],
    ['blank lines and rows', `\n\n${HEADER}\n,,,,\n\n${ROW}\n , ,,,\n`],
    ['columns that Excel left empty', `${HEADER},,\n${ROW},,`],
    ['spaces around', `${HEADER}\n BJ001 , 朝阳路店　,Chaoyang Road, 华北 ,Asia/Shanghai `],
    ['another order', `zone,region,aliases,name,code\nAsia/Shanghai,华北,Chaoyang Road,朝阳路店,BJ001`],
    [
      'a zone in small letters',
      `${HEADER}\n${ROW.toLowerCase().replace('bj', 'BJ').replace('chaoyang road', 'Chaoyang Road')}`,
    ],
  ])('with %s is read', (_, text) => {
    expect(readTable(text)).toEqual({ rows: [STORE], wrong: [] });
  });

  it('has several aliases, with any of the separators that people use', () => {
    const { rows } = readTable(table('A1,店,a|b；c; d ｜ e | a|,,Asia/Taipei'));
    expect(rows[0]?.aliases).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  it('keeps quotation marks, separators and apostrophes that belong to a name', () => {
    const { rows, wrong } = readTable(table(`A1,"Joe's ""Big"" shop, old",12" pizza,'n,Asia/Taipei`));
    expect(wrong).toEqual([]);
    expect(rows[0]).toMatchObject({ name: `Joe's "Big" shop, old`, aliases: ['12" pizza'], region: "'n" });
  });

  it.each([
    ['', 'the file is empty'],
    [' \n\n', 'the file is empty'],
    [HEADER, 'there is no store below the header'],
    [ROW, 'line 1: these are not the names of columns'],
    [`\n${HEADER.replaceAll(',', '#')}\nx`, 'line 2: these are not the names of columns'],
    [`code,name,region,zone\nA1,x,,Asia/Taipei`, 'line 1: missing: aliases (别名)'],
    [`${HEADER},phone\n${ROW},1`, 'line 1, “phone”: there is no such column'],
    [`${HEADER},编号\n${ROW},1`, 'line 1, “编号”: the column code is there twice'],
    [`${HEADER},\n${ROW},1`, 'line 1, “”: there is no such column'],
    [table(',x,,,Asia/Taipei'), 'line 2, code: is empty'],
    [table(ROW, '', 'A1,,,,Asia/Taipei'), 'line 4, name: is empty'],
    [table(ROW, 'bj001,x,,,Asia/Taipei'), 'line 3, code: “bj001” is on line 2 too'],
    [table(`A1,${'店'.repeat(101)},,,Asia/Taipei`), 'line 2, name: has 101 characters; write 100 at most'],
    [table(`A1,x,${'a'.repeat(101)},,Asia/Taipei`), 'line 2, aliases: “aaa'],
    [table(`A1,x,${Array.from({ length: 21 }, (_, i) => i).join('|')},,Asia/Taipei`), 'aliases: has 21 names'],
    [table('A1,x,,,'), 'line 2, zone: is empty; write a name such as Asia/Shanghai'],
    [table('A1,x'), 'line 2, zone: is empty'],
    [table('A1,x,,,Mars/Phobos'), 'line 2, zone: “Mars/Phobos” is not an IANA time zone'],
    [table('A1,x,,,+08:00'), 'line 2, zone: “+08:00” is not an IANA time zone'],
    [table('A1,x\u0007y,,,Asia/Taipei'), 'line 2, name: has an invisible character (U+0007)'],
    [table('A1,x\u202ey,,,Asia/Taipei'), '(U+202E)'],
    [table('A1,x\0y,,,Asia/Taipei'), '(U+0000)'],
    [table('A1,x\ufffdy,,,Asia/Taipei'), 'that an earlier conversion lost'],
    [table('A1,"x\ny",,,Asia/Taipei', 'A2,,,,Asia/Taipei'), 'line 2, name: has a line break in it'],
    [table('A1,"x\ny",,,Asia/Taipei', 'A2,,,,Asia/Taipei'), 'line 4, name: is empty'],
    [table('A1,x,y,,Asia/Taipei,more'), 'line 2, 6 cells where the header has 5'],
    [table(ROW, 'A1,"x,y,,Asia/Taipei', 'A2,x,,,Asia/Taipei'), 'line 3: a quotation mark opens on this line'],
    [`编号,名称,别名,区域,时区\nA1,,,,Asia/Taipei`, 'line 2, 名称: is empty'],
  ])('%j is refused: %s', (text, said) => {
    const { wrong } = readTable(text);
    expect(wrong.join('\n')).toContain(said);
    for (const line of wrong) expect(line).not.toMatch(/[\p{Cc}\u202e]/u);
  });

  it('has one line for each bad row, with all that is wrong in it, and goes on', () => {
    const { rows, wrong } = readTable(table(',,,,x', ROW, 'A2,,,,Asia/Taipei'));
    expect(wrong).toHaveLength(2);
    expect(wrong[0]).toMatch(/^line 2, code: is empty; .* · name: is empty; .* · zone: “x” is not/);
    expect(rows).toEqual([STORE]);
  });

  it('of 20,000 stores is read whole', () => {
    const rows = Array.from({ length: 20_000 }, (_, i) => `S${i},第${i}店,Store ${i}|店${i},华东,Asia/Shanghai`);
    const read = readTable(table(...rows));
    expect(read.rows).toHaveLength(20_000);
    expect(read.wrong).toEqual([]);
  });
});

describe('a table that was written', () => {
  it.each(['=1+1', '+1', '-1', '@x', "'=x", "''+x", "'x", '＝1', '=cmd|a', '\tx', '\rx'])(
    'shows %j as text',
    (name) => {
      const text = writeTable([anOutlet({ name })]);
      expect(text).toMatch(/^\ufeff"code","name","aliases","region","zone"\r\n/);
      expect(text).not.toMatch(/(^|[,\n])"[=+\-@\t\r＝]/);
    },
  );

  it('reads as the same stores', () => {
    const cell = fc
      .oneof(fc.string({ unit: 'grapheme', maxLength: 20 }), fc.stringMatching(/^'{0,2}[=+\-@＝]?["',;\ta-z店]{0,8}$/))
      .map((text) =>
        text
          .replaceAll(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\ufffd\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu, '')
          .trim(),
      );
    const name = cell.filter((text) => text !== '');
    const alias = name.map((text) => text.replaceAll(/[|｜;；]/g, '').trim()).filter((text) => text !== '');
    const aliases = fc.uniqueArray(alias, { maxLength: 4 });
    const zone = fc.constantFrom('Asia/Shanghai', 'Asia/Kolkata', 'Asia/Calcutta', 'Europe/Kyiv', 'UTC');
    const row = fc.record({ code: name, name, aliases, region: cell, zone });
    const rows = fc.uniqueArray(row, { minLength: 1, maxLength: 5, selector: ({ code }) => code.toLowerCase() });
    fc.assert(
      fc.property(rows, (written) => {
        const text = writeTable(written.map((one) => ({ ...one, id: '' })));
        expect(readTable(text)).toEqual({ rows: written, wrong: [] });
      }),
    );
  });
});

describe('a file', () => {
  const CHINESE = `编号,名称,别名,区域,时区\n${ROW}`;
  const GBK = Buffer.from('b1e0bac52cc3fbb3c62cb1f0c3fb2cc7f8d3f22ccab1c7f80a', 'hex');
  const BIG5 = Buffer.from('bd73b8b92ca657bad92ca74fa6572cb0cfb0ec2caec9b0cf0a', 'hex');
  const read = (bytes: Uint8Array, encoding?: Parameters<typeof fileText>[1]) =>
    fileText(bytes, encoding, looksLikeTable);
  const wrong = (bytes: Uint8Array, encoding?: Parameters<typeof fileText>[1]) => {
    const answer = read(bytes, encoding);
    return 'wrong' in answer ? answer.wrong : `it was read: ${answer.text}`;
  };

  it('in UTF-8 or in Excel’s “Unicode text” is read', () => {
    expect(read(Buffer.from(CHINESE))).toEqual({ text: CHINESE });
    expect(read(Buffer.from(`\ufeff${CHINESE}`), 'big5')).toEqual({ text: CHINESE });
    expect(read(Buffer.from(`\ufeff${CHINESE}`, 'utf16le'))).toEqual({ text: CHINESE });
  });

  it('in GBK or Big5 is recognised, and read when that is said', () => {
    expect(wrong(GBK)).toBe(
      'the file is in GBK (gb18030), not in UTF-8; add --encoding gb18030, or save it as “CSV UTF-8”',
    );
    expect(wrong(BIG5)).toContain('the file is in Big5, not in UTF-8; add --encoding big5');
    expect(read(GBK, 'gb18030')).toEqual({ text: '编号,名称,别名,区域,时区\n' });
    expect(read(BIG5, 'big5')).toEqual({ text: '編號,名稱,別名,區域,時區\n' });
    for (const name of ['GBK', 'gb2312', 'GB-18030', 'cp936']) expect(readEncoding(name)).toBe('gb18030');
    expect(readEncoding('latin1')).toBeUndefined();
  });

  it('that is neither is refused by the line of the first broken byte', () => {
    const bytes = Buffer.concat([Buffer.from(`${HEADER}\nA1,`), Buffer.from([0xb5, 0xea, 0x0a])]);
    expect(wrong(bytes)).toContain('line 2 is not UTF-8; ');
  });

  it('that is something else than was said, or no table at all, is refused', () => {
    expect(wrong(Buffer.from(CHINESE), 'gb18030')).toContain('leave out --encoding');
    expect(wrong(Buffer.from([0x41, 0xff, 0xff]), 'gb18030')).toContain('is not in gb18030');
    expect(wrong(Buffer.from('PK\u0003\u0004…'))).toContain('is an Excel workbook');
    expect(wrong(new Uint8Array(64 * 1024 * 1024 + 1))).toContain('larger than 64 MB');
  });
});
