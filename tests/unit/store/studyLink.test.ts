import { afterEach, expect, test, vi } from 'vitest';
import type { Problem } from '../../../src/base/problem';
import { toFragment } from '../../../src/schema/link';
import { parseTransfer, type TransferSpec } from '../../../src/schema/transfer';
import { followLinks, linked } from '../../../src/store/studyLink';
import { smallTransfer } from '../schema/transfers';

afterEach(() => vi.unstubAllGlobals());

const format = 'gradient-lab/transfer';

/** A page at an address, whose links are followed, and what its store is told. */
function page(hash: string) {
  const location = { hash, pathname: '/lab/', search: '?page=transfer' };
  const replaceState = vi.fn((_state: unknown, _title: string, address: string) => {
    location.hash = new URL(address, 'https://lab.example').hash;
  });
  const listeners = new Map<string, () => void>();
  vi.stubGlobal('location', location);
  vi.stubGlobal('history', { state: 7, replaceState });
  vi.stubGlobal('addEventListener', (name: string, listener: () => void) => listeners.set(name, listener));
  const open = vi.fn<(spec: TransferSpec) => void>();
  const refuse = vi.fn<(field: string, problem: Problem) => void>();
  followLinks({ format, parse: parseTransfer }, { getState: () => ({ open, refuse }) });
  const follow = (next: string) => {
    location.hash = next;
    listeners.get('hashchange')!();
  };
  return { location, replaceState, open, refuse, follow };
}

test('of all fragments, only a link of this format has a content', () => {
  expect(linked(toFragment(smallTransfer()), format)).toMatchObject({ format });
  expect(linked(toFragment(smallTransfer()), 'gradient-lab/distillation')).toBeUndefined();
  expect(linked('', format)).toBeUndefined();
  expect(linked('#section', format)).toBeUndefined();
  expect(linked('#v1=damaged', format)).toBeUndefined();
});

test('the link that opened the page leaves the address, and the page and its query stay', () => {
  const { location, replaceState, open } = page(toFragment(smallTransfer()));
  expect(location.hash).toBe('');
  expect(replaceState).toHaveBeenCalledWith(7, '', '/lab/?page=transfer');
  // The store has opened it already.
  expect(open).not.toHaveBeenCalled();
});

test('a link followed later opens, and leaves the address as well', () => {
  const { location, open, refuse, follow } = page('');
  follow(toFragment(smallTransfer({ name: 'Followed' })));
  expect(open).toHaveBeenCalledExactlyOnceWith(smallTransfer({ name: 'Followed' }));
  expect(location.hash).toBe('');
  expect(refuse).not.toHaveBeenCalled();
});

test('a link whose content cannot be used is refused with what is wrong', () => {
  const { open, refuse, follow } = page('');
  follow(toFragment({ ...smallTransfer(), seeds: -1 }));
  expect(open).not.toHaveBeenCalled();
  const [field, problem] = refuse.mock.calls[0]!;
  expect(field).toBe('link');
  expect(problem.values.field).toBe('seeds');
});

test('a fragment of another format, or none, stays in the address and changes nothing', () => {
  const { location, open, refuse, follow } = page('#section');
  expect(location.hash).toBe('#section');
  follow('#other');
  expect(location.hash).toBe('#other');
  expect(open).not.toHaveBeenCalled();
  expect(refuse).not.toHaveBeenCalled();
});
