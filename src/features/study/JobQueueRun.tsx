import { Button } from '@mantine/core';
import { useTranslation } from '../../locales/useTranslation';
import type { JobQueueProgress } from '../../store/jobQueue';
import { useStudy } from './definition';
import { JobQueueState } from './JobQueueState';

interface JobQueueRunProps {
  readonly label: string;
  readonly help: string;
  /** The number of finished runs. `total` is the number of requested runs. */
  readonly done: number;
  readonly total: number;
  /** The progress of these runs; undefined if none of them is running. */
  readonly progress: JobQueueProgress | undefined;
  run(): void;
}

/** Runs the requested jobs that have not been run. The button is disabled until the displayed study is the requested one. */
export function JobQueueRun({ label, help, done, total, progress, run }: JobQueueRunProps) {
  const { useStore } = useStudy();
  const { t } = useTranslation('study');
  const busy = useStore((state) => state.repeating !== undefined);
  const apart = useStore(({ status, draft, spec }) => status === 'loading' || draft !== spec);
  const { cancel } = useStore.getState();
  return (
    <>
      <Button size="xs" variant="light" disabled={busy || apart || done >= total} onClick={run} title={help}>
        {done > 0 && done < total ? t('runRest') : label}
      </Button>
      <JobQueueState {...{ progress, done, total, cancel }} />
    </>
  );
}
