import { expect, test } from 'vitest';
import { parseComparison } from '../../../src/store/keptComparison';
import { small } from '../engine/specs';
import { keptComparison } from './keptSamples';

test('a kept comparison comes back as it was, gaps and numbers that do not exist included', () => {
  expect(parseComparison(structuredClone(keptComparison()))).toEqual(keptComparison());
});

test('scores that an earlier version did not measure do not exist', () => {
  const kept = structuredClone(keptComparison());
  const { auc: _, ...earlier } = kept.runs[0]!.repeats[0]!.train!;
  const runs = [{ ...kept.runs[0]!, repeats: [{ ...kept.runs[0]!.repeats[0]!, train: earlier }] }];
  expect(parseComparison({ ...kept, runs }).runs[0]!.repeats[0]!.train!.auc).toBe('undefined');
});

const run = () => keptComparison().runs[0]!;
const short = () => ({ ...run().repeats[0]!, last: Float64Array.of(1) });
test.each([
  ['nothing', null, 'comparison'],
  ['no runs', { pace: 'race', seeds: 4 }, 'runs'],
  ['no repeats', { ...keptComparison(), runs: [{ ...run(), repeats: null }] }, 'runs.0.repeats'],
  ['an unknown pace', { ...keptComparison(), pace: 'x' }, 'pace'],
  ['a negative number of seeds', { ...keptComparison(), seeds: -4 }, 'seeds'],
  ['a step that is none', { ...keptComparison(), runs: [{ ...run(), step: Number.NaN }] }, 'runs.0.step'],
  [
    'an experiment without fields',
    { ...keptComparison(), runs: [{ ...run(), spec: {} }] },
    'runs.0.spec.format',
  ],
  ['no experiment', { ...keptComparison(), runs: [{ step: 1, repeats: [] }] }, 'runs.0.spec'],
  [
    'curves that are no numbers',
    { ...keptComparison(), runs: [{ ...run(), repeats: [{}] }] },
    'runs.0.repeats.0.steps',
  ],
  [
    'a repeat of another network',
    { ...keptComparison(), runs: [{ ...run(), repeats: [short()] }] },
    'runs.0.repeats.0',
  ],
  ['too many runs', { ...keptComparison(), runs: Array.from({ length: 17 }, run) }, 'runs'],
  [
    'what the report of the fault had stored',
    { runs: [{ spec: small(), step: 1, repeats: null }], pace: 'x', seeds: -4 },
    'runs.0.repeats',
  ],
])('%s is refused at its field', (_, value, field) => {
  expect(() => parseComparison(value)).toThrow(
    expect.objectContaining({ name: 'Problem', message: expect.stringContaining(`${field}: `) }),
  );
});
