import fc from 'fast-check';
import { expect, test } from 'vitest';
import { slidesOf } from '../../../../src/features/learn/slides/groups';
import { blanked } from '../../../../src/features/learn/worksheet/blanks';

const kinds = fc.array(fc.constantFrom('heading' as const, 'text' as const, 'alone' as const), {
  minLength: 1,
});

test('slides keep the order, hold few blocks, and a figure shares one with its heading at most', () => {
  fc.assert(
    fc.property(kinds, (blocks) => {
      const slides = slidesOf(blocks);
      expect(slides[0]).toBe(0);
      slides.forEach((slide, i) => {
        if (i > 0) expect([0, 1]).toContain(slide - slides[i - 1]!);
      });
      for (let slide = 0; slide <= slides.at(-1)!; slide++) {
        const on = blocks.filter((_, i) => slides[i] === slide);
        expect(on.length).toBeGreaterThan(0);
        expect(on.length).toBeLessThanOrEqual(3);
        expect(on.slice(1)).not.toContain('heading');
        if (on.includes('alone')) expect(on.length).toBeLessThanOrEqual(2);
      }
    }),
  );
});

test('a worksheet leaves out the numbers of a statement, signs and units included', () => {
  expect(blanked('20 passes for its 10 weights')).toEqual({
    text: '______ passes for its ______ weights',
    numbers: ['20', '10'],
  });
  expect(blanked('falls to −0.25, by 44.7 %, 4.5× per layer')).toEqual({
    text: 'falls to ______, by ______, ______ per layer',
    numbers: ['−0.25', '44.7 %', '4.5×'],
  });
  expect(blanked('at most 1/4.').numbers).toEqual(['1', '4']);
  expect(blanked('准确率为 97 %').text).toBe('准确率为 ______');
  expect(blanked('nothing measured').numbers).toEqual([]);
});
