/** What a typed line means. */
import { describe, expect, it } from 'vitest';
import { parseLine } from '../../../src/adapters/console/parse.ts';

const message = (text: string) => ({ type: 'input', input: { type: 'message', text } });
const command = (name: string, text: string) => ({ type: 'input', input: { type: 'command', name, text } });

describe('parseLine', () => {
  it.each([
    ['hello', message('hello')],
    ['  牛奶 酸了 ', message('  牛奶 酸了 ')],
    ['', message('')],
    ['a\0b\ud800', message('ab\ufffd')],
    ['\ufeffhello', message('hello')],
    ['and/or', message('and/or')],
    ['/', message('/')],
    ['/ help', message('/ help')],
    ['//help', message('/help')],
    ['//', message('/')],
    ['/help', command('help', '')],
    ['／帮助', command('帮助', '')],
    ['/Case C-1042', command('case', 'C-1042')],
    [' /note  two  words ', command('note', 'two  words')],
    ['/assign x', command('assign', 'x')],
    ['/as desk', { type: 'as', name: 'desk' }],
    ['/AS', { type: 'as', name: '' }],
    ['/quit', { type: 'quit' }],
    ['/exit now', { type: 'quit' }],
    ['2', { type: 'number', number: 2, text: '2' }],
    [' １２ ', { type: 'number', number: 12, text: ' １２ ' }],
    ['13800138000', message('13800138000')],
    ['2.5', message('2.5')],
    ['-1', message('-1')],
  ])('%j', (line, meaning) => {
    expect(parseLine(line)).toEqual(meaning);
  });
});
