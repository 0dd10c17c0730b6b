import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { StartWorker } from '../src/worker/connection';
import { Pool } from '../src/worker/pool';

const startWorker: StartWorker<'pool'> = (onReport, onCrash) => {
  const worker = new Worker(new URL('./poolWorker.mjs', import.meta.url), { execArgv: [] });
  worker.on('message', onReport);
  worker.once('error', (error) => onCrash(error instanceof Error ? error.message : String(error)));
  return { send: (command) => worker.postMessage(command), end: () => void worker.terminate() };
};

/** Starts a pool on this machine's cores, or on a given number of threads. */
export const startPool = (threads = availableParallelism()): Pool => new Pool(threads, startWorker);
