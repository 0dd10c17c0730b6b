import type { Problem } from '../base/problem';
import type { ConnectionTo, StartWorker } from './connection';

import { asError } from './fault';
import type { AnyJob, AnyResult, PoolReport, ResultOf } from './jobs';

export interface RunOptions {
  /** Higher values go first; equal values go in order of request. */
  readonly priority?: number;
  /** Gets the number of updates done; for jobs of several runs, the completed share. */
  readonly onProgress?: (step: number) => void;
  /** Removes a waiting job, or stops a running one within a slice of training. The promise rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}

/** A job that waits or runs. */
interface Task {
  readonly id: number;
  readonly job: AnyJob;
  readonly options: RunOptions;
  readonly resolve: (result: AnyResult) => void;
  readonly reject: (reason: unknown) => void;
  readonly stopListening: () => void;
  crashes: number;
}

interface Slot {
  worker: ConnectionTo<'pool'>;
  task: Task | undefined;
}

/** The number of worker crashes after which a job fails. */
const crashLimit = 2;

/** Runs independent jobs on several workers: seeds, sweeps, comparisons. Workers are started on demand and reused. */
export class Pool {
  private readonly slots = new Set<Slot>();
  private waiting: Task[] = [];
  private reserved = 0;
  private nextId = 0;

  /** @param size the largest number of workers */
  constructor(
    readonly size: number,
    private readonly start: StartWorker<'pool'>,
  ) {}

  /**
   * Runs a job. Rejects with a Problem if its spec can't be run, with the signal's reason if it was cancelled, and with an
   * Error if its worker crashed twice or could not be started.
   */
  run<J extends AnyJob>(job: J, options: RunOptions = {}): Promise<ResultOf<J>> {
    return new Promise((resolve, reject) => {
      const { signal } = options;
      if (signal?.aborted) return reject(signal.reason);
      const id = this.nextId++;
      const cancel = () => this.cancel(id);
      signal?.addEventListener('abort', cancel, { once: true });
      const stopListening = () => signal?.removeEventListener('abort', cancel);
      this.waiting.push({
        id,
        job,
        options,
        resolve: resolve as Task['resolve'],
        reject,
        stopListening,
        crashes: 0,
      });
      this.fill();
    });
  }

  /** Keeps the given number of cores free for a displayed run, until it is called with 0. Running jobs finish. */
  reserve(count: number): void {
    this.reserved = count;
    this.fill();
  }

  /** Ends all workers; waiting and running jobs are rejected. */
  dispose(): void {
    const tasks = [...this.waiting, ...[...this.slots].flatMap(({ task }) => (task ? [task] : []))];
    this.waiting = [];
    for (const { worker } of this.slots) worker.end();
    this.slots.clear();
    for (const task of tasks) settle(task, () => task.reject(new Error('the worker pool was closed')));
  }

  /** Gives waiting jobs to idle workers, and starts workers up to the limit. */
  private fill(): void {
    // One worker always continues; otherwise a displayed run on a single core would block all other jobs.
    const allowed = Math.max(1, this.size - this.reserved);
    this.waiting.sort((a, b) => (b.options.priority ?? 0) - (a.options.priority ?? 0) || a.id - b.id);
    while (this.waiting.length > 0) {
      const busy = [...this.slots].filter(({ task }) => task).length;
      if (busy >= allowed) return;
      const slot = [...this.slots].find(({ task }) => !task) ?? this.open();
      const task = this.waiting.shift()!;
      slot.task = task;
      slot.worker.send({ kind: 'run', id: task.id, job: task.job });
    }
  }

  private open(): Slot {
    const slot: Slot = { worker: undefined as never, task: undefined };
    slot.worker = this.start(
      (report) => this.receive(slot, report),
      (message, problem) => this.crashed(slot, message, problem),
    );
    this.slots.add(slot);
    return slot;
  }

  private receive(slot: Slot, report: PoolReport): void {
    const { task } = slot;
    if (!task || task.id !== report.id) return;
    if (report.kind === 'progress') {
      task.options.onProgress?.(report.step);
      return;
    }
    slot.task = undefined;
    if (report.kind === 'done') settle(task, () => task.resolve(report.result));
    else if (report.kind === 'cancelled') settle(task, () => task.reject(task.options.signal?.reason));
    else settle(task, () => task.reject(asError(report.fault)));
    this.fill();
  }

  private crashed(slot: Slot, message: string, problem?: Problem): void {
    const { task } = slot;
    slot.worker.end();
    this.slots.delete(slot);
    if (task) {
      task.crashes++;
      if (problem) settle(task, () => task.reject(problem));
      else if (task.crashes < crashLimit) this.waiting.push(task);
      else settle(task, () => task.reject(new Error(`the worker of this run stopped twice: ${message}`)));
    }
    this.fill();
  }

  private cancel(id: number): void {
    const waiting = this.waiting.find((task) => task.id === id);
    if (waiting) {
      this.waiting = this.waiting.filter((task) => task !== waiting);
      settle(waiting, () => waiting.reject(waiting.options.signal?.reason));
      return;
    }
    for (const { task, worker } of this.slots) if (task?.id === id) worker.send({ kind: 'cancel', id });
  }
}

function settle(task: Task, how: () => void): void {
  task.stopListening();
  how();
}
