import { beforeEach, expect, test } from 'vitest';
import { openCodePane, reopenCodePane, showCode } from '../../../src/store/codePane';
import { useLab } from '../../../src/store/lab';

beforeEach(() => useLab.setState({ shown: { lab: { layer: '2' } } }));

/** What the lab shows after a visit to a browser that keeps the given text. */
function shownWith(kept: string | null) {
  reopenCodePane({ get: () => kept, set: () => true });
  return useLab.getState().shown.lab;
}

test('the pane is closed at first, and opens as it was left', () => {
  expect(shownWith(null)).toEqual({ layer: '2' });
  expect(shownWith('keras')).toEqual({ layer: '2' });
  expect(shownWith('keras open')).toEqual({ layer: '2', code: 'keras' });
});

test('the address has the last word', () => {
  useLab.setState({ shown: { lab: { code: 'tensorflow' } } });
  expect(shownWith('keras open')).toEqual({ code: 'tensorflow' });
});

test('a library that is not known any more is PyTorch', () => {
  expect(shownWith('theano open')).toEqual({ layer: '2', code: 'pytorch' });
});

test('what is opened, chosen and closed is kept, beside what else is shown', () => {
  const kept = new Map<string, string>();
  const storage = {
    get: (key: string) => kept.get(key) ?? null,
    set: (key: string, value: string) => Boolean(kept.set(key, value)),
  };
  /** The library that the next visit opens with. */
  const nextVisit = () => {
    useLab.setState({ shown: {} });
    reopenCodePane(storage);
    return useLab.getState().shown.lab?.code;
  };
  openCodePane(storage);
  expect(useLab.getState().shown.lab).toEqual({ layer: '2', code: 'pytorch' });
  showCode('keras', storage);
  expect(useLab.getState().shown.lab).toEqual({ layer: '2', code: 'keras' });
  expect(nextVisit()).toBe('keras');
  showCode(undefined, storage);
  expect(useLab.getState().shown.lab).toEqual({});
  expect(nextVisit()).toBeUndefined();
  openCodePane(storage);
  expect(useLab.getState().shown.lab).toEqual({ code: 'keras' });
  // A link opened it with another library; it is the last one now.
  useLab.setState({ shown: { lab: { code: 'tensorflow' } } });
  showCode(undefined, storage);
  openCodePane(storage);
  expect(useLab.getState().shown.lab).toEqual({ code: 'tensorflow' });
});
