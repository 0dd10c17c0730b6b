import { Pool, type StartWorker } from './pool';

const startWorker: StartWorker = (onReport, onCrash) => {
  const worker = new Worker(new URL('./pool.worker.ts', import.meta.url), { type: 'module' });
  worker.onmessage = ({ data }) => onReport(data);
  worker.onerror = (event) => {
    event.preventDefault();
    onCrash(event.message || 'a worker stopped');
  };
  worker.onmessageerror = () => onCrash('a message from a worker could not be read');
  return { send: (command) => worker.postMessage(command), end: () => worker.terminate() };
};

/** Starts a pool on the browser's cores. */
export const startPool = (): Pool => new Pool(navigator.hardwareConcurrency || 2, startWorker);
