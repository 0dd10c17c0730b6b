import { parentPort } from 'node:worker_threads';
import { openKernels } from '../src/engine/kernels/open';
import type { PoolCommand } from '../src/worker/jobs';
import { PoolSession } from '../src/worker/poolSession';
import { createYieldToMessages } from '../src/worker/yieldToMessages';

/** A pool worker on a thread of Node. */
const port = parentPort!;
const host = { openKernels, now: () => performance.now(), yieldToMessages: createYieldToMessages() };
const session = new PoolSession(host, (report) => port.postMessage(report));
port.on('message', (command: PoolCommand) => void session.handle(command));
