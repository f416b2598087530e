import { describe, expect, it } from 'vitest';
import type { Outlet } from '../../src/domain/outlet.ts';
import { readOutlet, recogniseOutlets } from '../../src/recognition/outlet.ts';

const anOutlet = (code: string, name: string, ...aliases: string[]): Outlet => {
  return { id: `id-${code}`, code, name, aliases, region: 'north', zone: 'Asia/Shanghai' };
};
const OUTLETS = [
  anOutlet('BJ001', '朝阳路店', 'Chaoyang Road store'),
  anOutlet('BJ002', '朝阳公园店', 'Chaoyang Park store'),
  anOutlet('BJ003', '国贸店', 'China World', '东'),
  anOutlet('SH010', '南京西路店', 'West Nanjing Road'),
  anOutlet('SH011', '南京西路二店'),
  anOutlet('SH012', '南京西路店二楼'),
  anOutlet('HK01', '灣仔店', 'Wan Chai'),
  anOutlet('GZ001', '中心店', '旗舰店'),
  anOutlet('GZ002', '天河店', '旗舰店'),
  anOutlet('8800', '机场店'),
];
const codes = (text: string) => recogniseOutlets(text, OUTLETS).map(({ outlet }) => outlet.code);

describe('an outlet in running text', () => {
  it.each([
    ['我在朝阳路店买的', 'BJ001', '朝阳路店'],
    ['我在朝陽路店買的', 'BJ001', '朝陽路店'],
    ['在 朝阳路 店 等了很久', 'BJ001', '朝阳路 店'],
    ['At the Chaoyang Road Store yesterday', 'BJ001', 'Chaoyang Road Store'],
    ['bj001态度差', 'BJ001', 'bj001'],
    ['门店ＢＪ００１', 'BJ001', 'ＢＪ００１'],
    ['BJ-001 was dirty', 'BJ001', 'BJ-001'],
    ['bought 2 at bj 001 today', 'BJ001', 'bj 001'],
    ['湾仔店很脏', 'HK01', '湾仔店'],
    ['灣仔店很髒', 'HK01', '灣仔店'],
    ['Wan Chai staff', 'HK01', 'Wan Chai'],
    ['南京西路店二楼漏水', 'SH012', '南京西路店二楼'],
    ['南京西路二店', 'SH011', '南京西路二店'],
    ['门店编号8800', '8800', '8800'],
  ])('finds it in "%s"', (text, code, words) => {
    expect(recogniseOutlets(text, OUTLETS)).toMatchObject([{ outlet: { code }, words, index: text.indexOf(words) }]);
  });

  it.each(['ABJ001', 'BJ0011', 'BJ00', '朝阳', '多收了8800元', 'China Worldwide', '东边的店', '', '你好'])(
    'finds none in "%s"',
    (text) => {
      expect(codes(text)).toEqual([]);
    },
  );

  it('finds several in order, and both owners of a shared name', () => {
    expect(codes('SH010比BJ001好')).toEqual(['SH010', 'BJ001']);
    expect(codes('旗舰店')).toEqual(['GZ001', 'GZ002']);
  });
});

describe('an answer that should be an outlet', () => {
  const read = (text: string) => {
    const result = readOutlet(text, OUTLETS);
    return 'ok' in result ? result.ok.code : [result.problem, ...result.nearest.map(({ code }) => code)];
  };

  it.each([
    ['BJ001', 'BJ001'],
    [' bj 001 ', 'BJ001'],
    ['朝陽路店', 'BJ001'],
    ['是国贸店', 'BJ003'],
    ['the chaoyang park Store!', 'BJ002'],
    ['8800', '8800'],
    ['东', 'BJ003'],
  ])('takes "%s"', (text, code) => {
    expect(read(text)).toBe(code);
  });

  it.each([
    ['朝阳', ['unknown', 'BJ001', 'BJ002']],
    ['朝阳陆店', ['unknown', 'BJ001', 'BJ002']],
    ['国贸', ['unknown', 'BJ003']],
    ['湾仔', ['unknown', 'HK01']],
    ['chaoyang raod', ['unknown', 'BJ001', 'BJ002']],
    ['HK1', ['unknown', 'HK01']],
    ['旗舰店', ['several', 'GZ001', 'GZ002']],
    ['BJ001和SH010', ['several', 'BJ001', 'SH010']],
    ['火星分部', ['unknown']],
    ['', ['unknown']],
  ])('never picks for "%s" but suggests', (text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  it('suggests three at most, a slip of a code first', () => {
    expect(readOutlet('BJ0O1', OUTLETS)).toMatchObject({
      problem: 'unknown',
      nearest: { length: 3, 0: { code: 'BJ001' } },
    });
  });
});
