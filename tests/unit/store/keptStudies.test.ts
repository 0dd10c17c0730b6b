import { expect, test } from 'vitest';
import { parseKeptDistillation, parseKeptTransfer } from '../../../src/store/keptStudies';
import { keptDistillation, keptTransfer } from './keptSamples';

test('kept results come back as they were, gaps and numbers that do not exist included', () => {
  expect(parseKeptDistillation(structuredClone(keptDistillation()))).toEqual(keptDistillation());
  expect(parseKeptTransfer(structuredClone(keptTransfer()))).toEqual(keptTransfer());
});

const race = () => keptDistillation().results.repeats[1]!;
const withRepeats = (repeats: unknown) => ({ ...keptDistillation(), results: { repeats } });
const [outcome] = keptTransfer().results.repeats;
const withOutcomes = (repeats: unknown) => ({
  ...keptTransfer(),
  results: { ...keptTransfer().results, repeats },
});

test.each([
  ['nothing', parseKeptDistillation, undefined, 'distillation'],
  ['no results', parseKeptDistillation, { ...keptDistillation(), results: null }, 'results'],
  ['repeats that are texts', parseKeptDistillation, withRepeats(['a']), 'results.repeats.0'],
  ['a share that is none', parseKeptDistillation, { ...keptDistillation(), share: 'all' }, 'share'],
  [
    'a spec that is no JSON',
    parseKeptDistillation,
    { ...keptDistillation(), spec: '{' },
    'spec.distillation',
  ],
  [
    'a race with too few students',
    parseKeptDistillation,
    withRepeats([{ ...race(), students: [] }]),
    'results.repeats.0.students',
  ],
  [
    'a student without curves',
    parseKeptDistillation,
    withRepeats([{ ...race(), students: [{ ...race().students[0]!, curves: null }] }]),
    'results.repeats.0.students.0.curves',
  ],
  ['outcomes that are no list', parseKeptTransfer, withOutcomes({}), 'results.repeats'],
  [
    'an outcome of too many methods',
    parseKeptTransfer,
    withOutcomes([{ ...outcome!, methods: [...outcome!.methods, ...outcome!.methods] }]),
    'results.repeats.0.methods',
  ],
  [
    'an outcome of a run that cannot be',
    parseKeptTransfer,
    withOutcomes([{ ...outcome!, index: 1e9 }]),
    'results.repeats.0.index',
  ],
])('%s is refused at its field', (_, parse, value, field) => {
  expect(() => parse(value)).toThrow(
    expect.objectContaining({ name: 'Problem', message: expect.stringContaining(`${field}: `) }),
  );
});
