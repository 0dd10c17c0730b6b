import fc from 'fast-check';
import { deflateSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { Problem } from '../../../src/base/problem';
import { fromFragment, toFragment } from '../../../src/schema/link';
import { experiment, problemOf } from './experiments';

const spec = experiment({ name: '二十层' });
const fragment = toFragment(spec);
const pack = (bytes: Uint8Array) =>
  `#v1=${btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')}`;

describe('links', () => {
  test('start with the version and hold only characters that need no escaping', () => {
    expect(fragment).toMatch(/^#v1=[\w-]+$/);
    expect(fragment.length).toBeLessThan(1000);
  });

  test('are read with or without #', () => {
    expect(fromFragment(fragment)).toEqual(spec);
    expect(fromFragment(fragment.slice(1))).toEqual(spec);
  });

  test.each([
    ['#', 'it does not begin as one of Gradient Lab does', '开头与 Gradient Lab 的链接不同'],
    ['#v1=', 'characters that no link has', '含有链接中不会出现的字符'],
    ['#v1=a b', 'characters that no link has', '含有链接中不会出现的字符'],
    ['#v1=AAAAA', 'its length is wrong', '长度不对'],
    [`#v1=${'_'.repeat(40)}`, 'it cannot be decompressed', '无法解压'],
    [pack(deflateSync(new TextEncoder().encode('{"a":'))), 'its content is not JSON', '内容不是 JSON'],
  ])('%s is refused', (link, en, chinese) => {
    const problem = problemOf(() => fromFragment(link));
    expect(problem.code).toBe('badLink');
    expect(problem.in('en')).toBe(
      `link: the link is damaged or cut short (${en}); use a link copied whole from Gradient Lab.`,
    );
    expect(problem.in('zh-CN')).toBe(
      `link：链接损坏或不完整（${chinese}）；请使用从 Gradient Lab 完整复制的链接。`,
    );
  });

  test('links of another version are refused', () => {
    expect(problemOf(() => fromFragment('#v9=AAAA')).message).toBe('link: found version 9; use 1.');
  });

  test('truncated links are refused', () => {
    for (let length = 0; length < fragment.length; length++) {
      expect(() => fromFragment(fragment.slice(0, length))).toThrow(Problem);
    }
  });

  test('never throw anything but a Problem', () => {
    const nearly = fc
      .tuple(
        fc.nat(fragment.length - 1),
        fc.string({ unit: fc.constantFrom(...'abcXYZ019-_'), maxLength: 5 }),
      )
      .map(([at, text]) => fragment.slice(0, at) + text + fragment.slice(at + text.length));
    const raw = fc.uint8Array({ maxLength: 300 }).map(pack);
    const deflated = fc.uint8Array({ maxLength: 300 }).map((bytes) => pack(deflateSync(bytes)));
    fc.assert(
      fc.property(fc.oneof(fc.string(), nearly, raw, deflated), (link) => {
        try {
          fromFragment(link);
        } catch (error) {
          expect(error).toBeInstanceOf(Problem);
        }
      }),
      { numRuns: 1000 },
    );
  });

  test('own data too large for a link', () => {
    const text = `a,b\n${Array.from({ length: 20_000 }, (_, i) => `${Math.sin(i)},${i % 2}`).join('\n')}`;
    const problem = problemOf(() => toFragment(experiment({ data: { kind: 'csv', text } })));
    expect(problem.code).toBe('tooLarge');
    expect(problem.message).toMatch(
      /^link: found \d+ characters, too many for a link; .* at most 32768 characters\.$/,
    );
  });

  test('a link that inflates to too much data is refused', () => {
    const bomb = pack(deflateSync(new Uint8Array(16 * 1024 * 1024), { level: 9 }));
    expect(problemOf(() => fromFragment(bomb)).message).toBe(
      'link: found more than 4.0 MB inside; use at most 4.0 MB.',
    );
  });
});
