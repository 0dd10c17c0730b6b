import fc from 'fast-check';
import { expect, test } from 'vitest';
import { placeIn, searchFor } from '../../../../src/features/learn/address';

test('a link to a figure names the chapter, the figure and its settings', () => {
  expect(searchFor({})).toBe('?page=learn');
  expect(searchFor({ chapter: 'a', figure: 'b', settings: { rate: '0.3', input: 'raw' } })).toBe(
    '?page=learn&chapter=a&figure=b&set=rate:0.3,input:raw',
  );
});

test('every place is read back from its link', () => {
  const name = fc.stringMatching(/^[a-z][a-z-]{0,10}$/);
  const value = fc.oneof(fc.double({ noNaN: true }).map(String), fc.stringMatching(/^[A-Za-z]{1,8}$/));
  const settings = fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), value, { noNullPrototype: true });
  fc.assert(
    fc.property(name, name, settings, (chapter, figure, settings) => {
      expect(placeIn(searchFor({ chapter, figure, settings }))).toEqual({
        chapter,
        figure,
        settings,
        as: undefined,
        slide: undefined,
      });
    }),
    { numRuns: 100 },
  );
});

test('what is no setting in a link is left out', () => {
  expect(placeIn('?page=learn&set=,:,a:,b:2').settings).toEqual({ b: '2' });
});

test('a chapter as slides, at one of them, and as a worksheet have addresses', () => {
  expect(searchFor({ chapter: 'a', as: 'slides' })).toBe('?page=learn&chapter=a&as=slides');
  expect(searchFor({ chapter: 'a', as: 'slides', slide: 3 })).toBe('?page=learn&chapter=a&as=slides&slide=3');
  expect(placeIn('?page=learn&chapter=a&as=slides&slide=3')).toMatchObject({ as: 'slides', slide: 3 });
  expect(placeIn('?page=learn&chapter=a&as=worksheet')).toMatchObject({ as: 'worksheet' });
  expect(placeIn('?page=learn&chapter=a&as=film&slide=0')).toMatchObject({ as: undefined, slide: undefined });
});
