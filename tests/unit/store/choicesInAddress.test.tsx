import { renderToStaticMarkup } from 'react-dom/server';
import { afterEach, expect, test, vi } from 'vitest';
import { useView as compare } from '../../../src/features/compare/view';
import { useView as distil } from '../../../src/features/distillation/views/view';
import { useView as lab } from '../../../src/features/observe/view';
import { useView as transfer } from '../../../src/features/transfer/views/view';
import { useLab } from '../../../src/store/lab';
import { fakeBrowser } from './fakeBrowser';

// The stores of the rooms start workers when they are loaded.
vi.hoisted(() => {
  vi.stubGlobal(
    'Worker',
    class {
      postMessage() {}
      terminate() {}
    },
  );
});

afterEach(() => vi.unstubAllGlobals());

const views = { lab, compare, distil, transfer };
type Page = keyof typeof views;

let told: unknown;
function Told({ page }: { readonly page: Page }) {
  told = views[page]();
  return null;
}

/** What the views of a page show, as a component of theirs is told. */
function chosen<Of extends Page>(page: Of) {
  renderToStaticMarkup(<Told page={page} />);
  return told as ReturnType<(typeof views)[Of]>;
}

const search = (href: string | undefined) => new URL(href!).search;

test('what a room shows stands in its address; Back, Forward and the room’s return bring it back', () => {
  const browser = fakeBrowser('https://lab.example/');
  const store = () => useLab.getState();
  store().go('compare');
  chosen('compare').choose({ layout: 'tiles' });
  chosen('compare').choose({ quantity: 'deadFraction', when: 'last' });
  expect(browser.entries.map(search)).toEqual([
    '',
    '?page=compare',
    '?page=compare&layout=tiles',
    '?page=compare&layout=tiles&quantity=deadFraction&when=last',
  ]);
  store().arrive(browser.move(-1));
  expect(chosen('compare')).toMatchObject({ layout: 'tiles', quantity: 'signalNorm', when: 'first' });
  store().arrive(browser.move(-1));
  expect(chosen('compare').layout).toBe('overlay');
  store().arrive(browser.move(2));
  expect(chosen('compare')).toMatchObject({ quantity: 'deadFraction', when: 'last' });
  // Another room has its own choices; back in this one, they are as they were left.
  store().go('transfer');
  expect(search(browser.entries.at(-1))).toBe('?page=transfer');
  expect(chosen('transfer')).toMatchObject({ quantity: 'accuracy', layout: 'together' });
  store().go('compare');
  expect(search(browser.entries.at(-1))).toContain('layout=tiles');
  // The usual needs no parameter.
  chosen('compare').choose({ layout: 'overlay', quantity: 'signalNorm', when: 'first' });
  expect(search(browser.entries.at(-1))).toBe('?page=compare');
});

test('what is dragged is no entry of the history; the address has its last value', () => {
  const browser = fakeBrowser('https://lab.example/?page=distil');
  useLab.getState().arrive(browser.move(0));
  for (const temperature of [5, 6.5, 8]) chosen('distil').choose({ temperature });
  chosen('distil').choose({ sample: 3 });
  expect(browser.entries.map(search)).toEqual(['?page=distil&temperature=8&sample=3']);
  chosen('distil').choose({ results: 'live', measure: 'loss' });
  expect(browser.entries).toHaveLength(2);
  useLab.getState().arrive(browser.move(0));
  expect(chosen('distil')).toMatchObject({ temperature: 8, sample: 3, results: 'live', measure: 'loss' });
});

test.each<[Page, string]>([
  ['lab', 'quantity=none&counted=&by=x&without=everything&color=%00&biases=1'],
  ['lab', 'layer=first&unit=-1&weight=1.5&sample=1e9&lens='],
  ['compare', 'layout=__proto__&quantity=constructor&when='],
  ['distil', 'results=all&measure=x&sample=-1&class=1e9&temperature=&student=1.5&factor=0&raised=x&bias=1e9'],
  ['distil', 'temperature=NaN&bias=Infinity&sample=12345678&quantity=signalnorm'],
  ['transfer', 'results=x&value=%20&quantity=&layout=overlay&method=-0&layer=0x1&point=+1'],
])('what is wrong in an address of %s is the usual: %s', (page, query) => {
  const browser = fakeBrowser(`https://lab.example/?page=${page}`);
  useLab.getState().arrive(browser.move(0));
  const { choose: _, ...usual } = chosen(page);
  const wrong = fakeBrowser(`https://lab.example/?page=${page}&${query}`);
  useLab.getState().arrive(wrong.move(0));
  expect(chosen(page)).toMatchObject(usual);
});
