import 'fake-indexeddb/auto';
import { afterEach, expect, test } from 'vitest';
import { Problem } from '../../../src/base/problem';
import { contentHash } from '../../../src/data/tables/contentHash';
import { mostInline } from '../../../src/data/tables/keptContent';
import { labFiles } from '../../../src/schema/labFiles';
import { serializeExperiment } from '../../../src/schema/parse';
import { withKeptTexts, withStoredContent } from '../../../src/schema/storedContent';
import { useReading } from '../../../src/store/reading';
import { readLabFile } from '../../../src/store/readLabFile';
import type { StartWorker } from '../../../src/worker/connection';
import { asFault } from '../../../src/worker/fault';
import { small } from '../engine/specs';

afterEach(() => useReading.getState().cancel());

const large = (text: string, name = 'large.experiment.json') => new File([text, ' '.repeat(2 ** 20)], name);

/** A worker that reads when it is told to, as a busy one does. */
function slowWorker() {
  const state = { ended: 0, read: async () => {}, crash: (_message: string, _problem?: Problem) => {} };
  const start: StartWorker<'file'> = (onReport, onCrash) => {
    state.crash = onCrash;
    return {
      send(command) {
        if (command.kind !== 'read') throw new Error('it reads files of the lab alone');
        const { file, as } = command;
        state.read = async () => {
          try {
            onReport({ kind: 'done', value: labFiles[as](await file.text(), file.name) });
          } catch (error) {
            onReport({ kind: 'failed', fault: asFault(error) });
          }
        };
      },
      end: () => void state.ended++,
    };
  };
  return { state, start };
}

test('a small file is read at once, without a worker', async () => {
  const start = () => {
    throw new Error('no worker is needed');
  };
  const file = new File([serializeExperiment(small())], 'a.json');
  expect(await readLabFile(file, 'experiment', start)).toEqual(small());
  await expect(readLabFile(new File(['{'], 'a.json'), 'experiment', start)).rejects.toThrow(/not valid JSON/);
});

test('a large file is read in a worker, which the page says, and which then ends', async () => {
  const { state, start } = slowWorker();
  const reading = readLabFile(large(serializeExperiment(small())), 'experiment', start);
  expect(useReading.getState().file).toBe('large.experiment.json');
  await state.read();
  expect(await reading).toEqual(small());
  expect(state.ended).toBe(1);
  expect(useReading.getState().file).toBeUndefined();
});

test('what is wrong with a large file is the same sentence as for a small one', async () => {
  const { state, start } = slowWorker();
  const reading = readLabFile(
    large('{"format": "gradient-lab/experiment", "version": 99}'),
    'experiment',
    start,
  );
  await Promise.all([state.read(), expect(reading).rejects.toThrow(/version 99/)]);
  expect(useReading.getState().file).toBeUndefined();
});

test('a reading that is cancelled, or gives way to another file, ends its worker and opens nothing', async () => {
  const [first, second] = [slowWorker(), slowWorker()];
  const one = readLabFile(large('{'), 'experiment', first.start);
  const other = readLabFile(large('{', 'second.json'), 'experiment', second.start);
  expect(await one).toBeUndefined();
  expect(first.state.ended).toBe(1);
  expect(useReading.getState().file).toBe('second.json');
  useReading.getState().cancel();
  expect(await other).toBeUndefined();
  expect(second.state.ended).toBe(1);
});

test('a worker that the browser ends is told in a sentence', async () => {
  const { state, start } = slowWorker();
  const reading = readLabFile(large('{'), 'experiment', start);
  state.crash('out of memory');
  await expect(reading).rejects.toThrow(/large\.experiment\.json: the browser ended the worker/);
  const missing = slowWorker();
  const another = readLabFile(large('{'), 'experiment', missing.start);
  missing.state.crash('the file of the file worker is missing', new Problem('missingFile', {}));
  await expect(another).rejects.toThrow(/Load the latest version of the page/);
});

test('large texts of tables are stored by hash wherever they stand, and come back as they were', async () => {
  const text = 'a,b\n'.repeat(mostInline);
  const table = { kind: 'table', file: 'a.csv', text, test: { file: 'b.csv', text } };
  const study = { teacher: { data: table }, inputs: [[1, 2]], list: [{ data: { kind: 'csv', text } }] };
  const kept = await withKeptTexts(study);
  const hash = contentHash(text);
  expect(kept).toEqual({
    ...study,
    teacher: { data: { kind: 'table', file: 'a.csv', hash, test: { file: 'b.csv', hash } } },
  });
  expect(await withStoredContent(kept)).toEqual(study);
});
