import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { joinedBytes, joinedNumbers } from '../../../src/base/joined';

test('arrays are put one after another, empty ones and none at all included', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 9 }), { maxLength: 6 }), (parts) => {
      const all = parts.flatMap((part) => [...part]);
      expect([...joinedBytes(parts)]).toEqual(all);
      expect([...joinedNumbers(parts.map((part) => Float64Array.from(part)))]).toEqual(all);
    }),
  );
});
