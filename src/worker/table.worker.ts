import { Problem } from '../base/problem';
import { checkBytes, type OpenedTable, openTable } from '../data/tables/openTable';
import { overviewOf } from '../data/tables/overview';
import { readTable } from '../data/tables/readTable';
import { sketchOf } from '../data/tables/sketch';
import type { TableOptions } from '../data/tables/tableOptions';
import { checkSamples } from '../data/tables/tableSamples';
import { asFault } from './fault';
import { holdLock } from './lifeSign';
import type { TableCommand, TableReport } from './tables';

declare const self: DedicatedWorkerGlobalScope;

const post = (report: TableReport) => self.postMessage(report);

const bytesOf = async (content: Blob, file: string) => {
  // Before it takes memory.
  checkBytes(file, content.size);
  return new Uint8Array(await content.arrayBuffer());
};

/** The last opened file: new choices about the same text read it again without opening it. */
let opened: (OpenedTable & { readonly encodingSaid: string | undefined }) | undefined;

holdLock((sign) => self.postMessage(sign));

self.onmessage = async ({ data }: MessageEvent<TableCommand>) => {
  const { run, file, content, options, test, also = [] } = data;
  try {
    if (!opened || opened.encodingSaid !== options.encoding) {
      opened = undefined;
      post({ kind: 'progress', run, stage: 'opening' });
      const table =
        typeof content === 'string'
          ? { text: content, encoding: 'utf-8' as const, given: {} }
          : await openTable(
              await bytesOf(content, file),
              file,
              options.encoding,
              await Promise.all(
                also.map(async (one) => ({ name: one.name, bytes: await bytesOf(one, one.name) })),
              ),
            );
      opened = { ...table, encodingSaid: options.encoding };
    }
    post({ kind: 'progress', run, stage: 'reading' });
    const second = test
      ? { file: test.name, text: (await openTable(await bytesOf(test, test.name), test.name)).text }
      : opened.test === undefined
        ? undefined
        : { file, text: opened.test };
    const reading = readTable(opened.text, { ...opened.given, ...options }, file, second, (share) =>
      post({ kind: 'progress', run, stage: 'reading', share }),
    );
    checkSamples(file, reading);
    const whole = data.take ? { text: opened.text, ...(second ? { test: second } : {}) } : undefined;
    post({
      kind: 'done',
      run,
      overview: overviewOf(reading, opened.encoding),
      ...(whole ? { whole } : {}),
    });
  } catch (error) {
    const sketch = error instanceof Problem && opened ? sketchedBy(opened, options, file) : undefined;
    post({ kind: 'failed', run, fault: asFault(error), ...(sketch ? { sketch } : {}) });
  }
};

/** The first rows of the opened file; undefined if it has none that can be shown. */
function sketchedBy({ text, encoding, given }: OpenedTable, options: TableOptions, file: string) {
  const sketch = sketchOf(text, { ...given, ...options }, encoding, file);
  return sketch.columns.length > 0 ? sketch : undefined;
}
