import fc from 'fast-check';
import { expect, test } from 'vitest';
import { joinEscaped, splitEscaped } from '../../../src/base/escapedList';

test('texts come apart as they were put together, whatever signs they hold', () => {
  expect(joinEscaped(['a.b', 'c*d', '50%2A'], '*')).toBe('a.b*c%2Ad*50%252A');
  const text = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom('%', '2', 'A', 'E', '*', '.') }));
  fc.assert(
    fc.property(fc.array(text, { minLength: 1 }), fc.constantFrom('*', '.'), (texts, sign) => {
      expect(splitEscaped(joinEscaped(texts, sign), sign)).toEqual(texts);
    }),
  );
});
