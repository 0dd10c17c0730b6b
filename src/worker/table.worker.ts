import { Problem } from '../base/problem';
import { type OpenedTable, openTable } from '../data/tables/openTable';
import { overviewOf } from '../data/tables/overview';
import { readTable } from '../data/tables/readTable';
import type { TableAnswer, TableRequest } from './tableReader';

declare const self: DedicatedWorkerGlobalScope;

/** The last opened file: new choices about the same text read it again without opening it. */
let opened: (OpenedTable & { readonly encodingSaid: string | undefined }) | undefined;

self.onmessage = async ({ data }: MessageEvent<TableRequest>) => {
  const { request, file, content, options, test } = data;
  const answer = (message: Omit<TableAnswer, 'request'>) => self.postMessage({ ...message, request });
  try {
    if (!opened || opened.encodingSaid !== options.encoding) {
      answer({ stage: 'opening' });
      const table =
        typeof content === 'string'
          ? { text: content, encoding: 'utf-8' as const, said: {} }
          : await openTable(new Uint8Array(await content.arrayBuffer()), file, options.encoding);
      opened = { ...table, encodingSaid: options.encoding };
    }
    answer({ stage: 'reading' });
    const second = test && {
      file: test.name,
      text: (await openTable(new Uint8Array(await test.arrayBuffer()), test.name)).text,
    };
    const reading = readTable(opened.text, { ...opened.said, ...options }, file, second);
    const whole = data.take ? { text: opened.text, ...(second ? { test: second } : {}) } : undefined;
    answer({ overview: overviewOf(reading, opened.encoding), ...(whole ? { whole } : {}) });
  } catch (error) {
    if (error instanceof Problem) answer({ problem: { code: error.code, values: error.values } });
    else answer({ fault: String(error) });
  }
};
