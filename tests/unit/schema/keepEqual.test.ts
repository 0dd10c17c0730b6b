import fc from 'fast-check';
import { expect, test } from 'vitest';
import { setField } from '../../../src/schema/edit';
import { keepEqual } from '../../../src/schema/keepEqual';
import { small } from '../engine/specs';

test('an edited experiment keeps the parts that the edit did not touch', () => {
  const before = small();
  const edited = setField(before, 'training.optimizer.learningRate', 0.5);
  const after = keepEqual(before, edited);
  expect(after).toEqual(edited);
  expect(after.data).toBe(before.data);
  expect(after.network).toBe(before.network);
  expect(after.training).not.toBe(before.training);
  expect(after.training.optimizer).toEqual({ ...before.training.optimizer, learningRate: 0.5 });
});

test('what comes is what was asked for, and it is the former object only if both are equal', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (before, after) => {
      expect(keepEqual(before, after)).toStrictEqual(after);
      const copy = structuredClone(before);
      expect(keepEqual(before, copy)).toBe(before);
    }),
  );
});

test('a key that every object inherits is a field as any other', () => {
  const named = JSON.parse('{"__proto__": false, "constructor": {}}');
  expect(keepEqual(named, structuredClone(named))).toBe(named);
  const other = keepEqual({}, JSON.parse('{"__proto__": {}, "constructor": {}}'));
  expect(Object.keys(other as object)).toEqual(['__proto__', 'constructor']);
  expect(Object.getOwnPropertyDescriptor(other, '__proto__')!.value).not.toBe(Object.prototype);
});

test('keys keep the order in which they stand in the file', () => {
  expect(Object.keys(keepEqual({ a: 1, b: { c: 2 } }, { b: { c: 2 }, a: 1, d: 0 }))).toEqual(['b', 'a', 'd']);
});
