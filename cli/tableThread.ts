import { parentPort } from 'node:worker_threads';
import { openTable } from '../src/data/tables/openTable';
import { asFault } from '../src/worker/fault';
import type { TableAnswer, TableRequest } from './openAside';

/** Opens tables on a thread of Node. */
const port = parentPort!;
port.on('message', async ({ bytes, file, encoding }: TableRequest) => {
  const answer = (said: TableAnswer) => port.postMessage(said);
  try {
    answer({ opened: await openTable(bytes, file, encoding) });
  } catch (error) {
    answer({ fault: asFault(error) });
  }
});
