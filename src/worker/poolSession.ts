import { runAnswers } from './answersJob';
import { runExplain } from './explainJob';
import { asFault } from './fault';
import { runFiniteWidth } from './finiteWidthJob';
import { runGradientCheck } from './gradientCheckJob';
import { type JobHost, JobRunner } from './job';
import type { AnyJob, AnyResult, PoolCommand, PoolReport } from './jobs';
import { runLossSurface } from './lossSurfaceJob';
import { runRace, runTransfer } from './studyJob';

/** Milliseconds between two reports of progress. */
const reportTime = 100;

/** A pool worker's side: one job after another. It does not depend on Worker or threads. */
export class PoolSession {
  private cancelled = -1;
  private readonly runner: JobRunner;

  constructor(
    private readonly host: JobHost,
    private readonly post: (report: PoolReport) => void,
  ) {
    this.runner = new JobRunner(host);
  }

  /** Handles a command. Never rejects: errors are reported as messages. */
  async handle(command: PoolCommand): Promise<void> {
    const { id } = command;
    if (command.kind === 'cancel') {
      this.cancelled = id;
      return;
    }
    let reported = this.host.now();
    const onProgress = (step: number) => {
      if (this.host.now() - reported < reportTime) return;
      reported = this.host.now();
      this.post({ kind: 'progress', id, step });
    };
    try {
      const result = await this.run(command.job, onProgress, () => this.cancelled === id);
      this.post(result ? { kind: 'done', id, result } : { kind: 'cancelled', id });
    } catch (error) {
      this.post({ kind: 'failed', id, fault: asFault(error) });
    }
  }

  private run(
    job: AnyJob,
    onProgress: (done: number) => void,
    cancelled: () => boolean,
  ): Promise<AnyResult | undefined> {
    if ('race' in job) return runRace(job, this.host, onProgress, cancelled);
    if ('transfer' in job) return runTransfer(job, this.host, onProgress, cancelled);
    if ('networksOf' in job) return runFiniteWidth(job, this.host, onProgress, cancelled);
    if ('surfaceOf' in job) return runLossSurface(job, this.host, onProgress, cancelled);
    if ('answersOf' in job) return runAnswers(job, this.host, onProgress, cancelled);
    if ('gradientsOf' in job) return runGradientCheck(job, this.host, onProgress, cancelled);
    if ('explainOf' in job) return runExplain(job, this.host);
    return this.runner.run(job, onProgress, cancelled);
  }
}
