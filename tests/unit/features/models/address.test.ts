import { expect, test } from 'vitest';
import { choicesAddress, readChoices } from '../../../../src/features/models/address';
import { usualChoices } from '../../../../src/features/models/view';

const room = 'https://lab.example/?page=models&log=logs%2F0%2Frun.jsonl';

test('what the room shows stands in its address and comes back from it', () => {
  const choices = {
    ...usualChoices,
    quantity: 'deadFraction',
    grouping: 'type',
    search: 'layers.3 & co',
    selected: 'path:encoder.layers',
    expanded: new Set(['path:encoder', 'path:50%2A*', 'type:Linear']),
    histogram: 'weight',
    at: 12,
  } as const;
  const href = choicesAddress(room, choices);
  expect(new URL(href).searchParams.get('log')).toBe('logs/0/run.jsonl');
  expect(readChoices(new URL(href).search)).toEqual(choices);
});

test('a tree that is all collapsed stands in the address as well, and one of very many groups does not', () => {
  const collapsed = { ...usualChoices, expanded: new Set<string>() };
  expect(readChoices(new URL(choicesAddress(room, collapsed)).search)).toEqual(collapsed);
  const many = new Set(Array.from({ length: 900 }, (_, n) => `path:layer${n}`));
  expect(choicesAddress(room, { ...usualChoices, expanded: many })).toBe(room);
});

test('the usual view has the room’s own address', () => {
  expect(choicesAddress(room, usualChoices)).toBe(room);
  expect(choicesAddress(choicesAddress(room, { ...usualChoices, at: 0, search: 'a' }), usualChoices)).toBe(
    room,
  );
});

test.each(['quantity=none', 'by=colour', 'histogram=none', 'at=-1', 'at=1e9', 'at=x', 'module=', ''])(
  'what is wrong in an address is the usual: %s',
  (query) => {
    const { selected, ...rest } = readChoices(`?page=models&${query}`);
    expect({ ...rest, selected: selected || undefined }).toEqual(usualChoices);
  },
);

test('a module whose name is very long stands in no address', () => {
  expect(choicesAddress(room, { ...usualChoices, selected: `path:${'x'.repeat(1e7)}` })).toBe(room);
});
