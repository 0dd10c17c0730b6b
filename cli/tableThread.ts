import { parentPort } from 'node:worker_threads';
import { Problem } from '../src/base/problem';
import { openTable } from '../src/data/tables/openTable';
import type { TableAnswer, TableRequest } from './openAside';

/** Opens tables on a thread of Node. */
const port = parentPort!;
port.on('message', async ({ bytes, file, encoding }: TableRequest) => {
  const answer = (message: TableAnswer) => port.postMessage(message);
  try {
    answer({ opened: await openTable(bytes, file, encoding) });
  } catch (error) {
    // Any other error ends the thread, which is told as well.
    if (!(error instanceof Problem)) throw error;
    answer({ code: error.code, values: error.values });
  }
});
