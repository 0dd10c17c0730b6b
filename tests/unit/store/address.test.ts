import { afterEach, expect, test, vi } from 'vitest';
import { addressOf, readAddress } from '../../../src/store/address';
import { createLab } from '../../../src/store/createLab';
import { pages } from '../../../src/store/state';
import { fakeBrowser } from './fakeBrowser';
import { memory } from './memory';

afterEach(() => vi.unstubAllGlobals());

test('every page and view has an address that leads back to it', () => {
  for (const page of pages) {
    for (const view of [undefined, 'causes']) {
      const address = new URL(
        addressOf('https://lab.example/sub/?from=lecture&page=map#v1=link', { page, view }),
      );
      expect(readAddress(address.search)).toEqual({ page, view, shown: {} });
      expect(address.searchParams.get('from')).toBe('lecture');
      expect(address.hash).toBe('');
      expect(address.pathname).toBe('/sub/');
    }
  }
  const chapter = 'https://lab.example/?page=learn&chapter=gradient-descent&set=rate:0.3';
  expect(addressOf(chapter, { page: 'lab' })).toBe('https://lab.example/');
  expect(addressOf(chapter, { page: 'learn' })).toContain('chapter=gradient-descent');
  const filtered = 'https://lab.example/?page=library&show=pinned&sort=loss&find=relu';
  expect(addressOf(filtered, { page: 'library' })).toBe(filtered);
  expect(addressOf(filtered, { page: 'map' })).toBe('https://lab.example/?page=map');
  expect(readAddress('?page=nowhere')).toEqual({ page: 'lab', view: undefined, shown: {} });
  expect(addressOf('https://lab.example/?page=map&view=x', { page: 'lab' })).toBe('https://lab.example/');
});

test('what a page shows stands in its address, goes with it, and is read back', () => {
  const compared = addressOf('https://lab.example/?from=lecture', {
    page: 'compare',
    shown: { layout: 'tiles', quantity: 'deadFraction', unknown: 'x' },
  });
  expect(compared).toBe('https://lab.example/?from=lecture&page=compare&layout=tiles&quantity=deadFraction');
  expect(readAddress(new URL(compared).search).shown).toEqual({ layout: 'tiles', quantity: 'deadFraction' });
  expect(addressOf(compared, { page: 'compare', shown: { layout: 'tiles' } })).not.toContain('quantity');
  expect(addressOf(compared, { page: 'compare' })).toBe(compared);
  // The other page has a quantity as well, but it is not this one.
  expect(addressOf(compared, { page: 'transfer' })).toBe('https://lab.example/?from=lecture&page=transfer');
  expect(readAddress('?page=map&layout=tiles').shown).toEqual({});
});

const idle = () => ({ send() {}, end() {} });

test('Back and Forward walk through the pages and tabs that were open; the address alone opens them', () => {
  const browser = fakeBrowser('https://lab.example/?page=distil&view=calibration');
  const lab = createLab(idle, '', memory());
  const open = () => [lab.getState().page, lab.getState().views[lab.getState().page]];
  expect(open()).toEqual(['distil', 'calibration']);
  lab.getState().go('lab');
  lab.getState().openView('lab', 'causes');
  lab.getState().go('map');
  // The same page again is no further entry.
  lab.getState().go('map');
  expect(browser.entries.map((href) => new URL(href).search)).toEqual([
    '?page=distil&view=calibration',
    '',
    '?view=causes',
    '?page=map',
  ]);
  for (const [by, expected] of [
    [-1, ['lab', 'causes']],
    [-1, ['lab', undefined]],
    [-1, ['distil', 'calibration']],
    [3, ['map', undefined]],
  ] as const) {
    lab.getState().arrive(browser.move(by));
    expect(open()).toEqual(expected);
  }
  expect(browser.entries).toHaveLength(4);
  // A page that is opened again shows the tab that was open there.
  lab.getState().go('distil');
  expect(browser.entries.at(-1)).toContain('view=calibration');
});
