import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addressOf, readAddress } from '../../../src/store/address';
import { readChosen, writeChosen } from '../../../src/store/chartsInAddress';

test('what is chosen in charts reads in the address as a person would write it', () => {
  expect(writeChosen({ loss: ['log'], 'signal-profile': ['linear'], accuracy: [] })).toBe(
    'loss.log*signal-profile.linear',
  );
  expect(readChosen('loss.log*signal-profile.linear')).toEqual({
    loss: ['log'],
    'signal-profile': ['linear'],
  });
  expect(writeChosen({ loss: [] })).toBeUndefined();
});

test('any names come back from an address as they were, and any other text is read without an error', () => {
  const name = fc.string({ minLength: 1, unit: 'grapheme' });
  const chosen = fc.dictionary(name, fc.array(name, { minLength: 1, maxLength: 4 }), {
    minKeys: 1,
    maxKeys: 4,
  });
  fc.assert(
    fc.property(chosen, (charts) => {
      const href = addressOf('https://lab.example/', {
        page: 'compare',
        shown: { hidden: writeChosen(charts)! },
      });
      expect(readChosen(readAddress(new URL(href).search).shown?.hidden)).toEqual(charts);
    }),
  );
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void readChosen(text)));
});
