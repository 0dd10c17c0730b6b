import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { JobQueueProgress } from '../../store/jobQueue';
import { useStudy } from './definition';
import { JobQueueState } from './JobQueueState';

interface JobQueueRunProps {
  readonly label: string;
  readonly help: string;
  /** Runs that are kept, of all that are asked for. */
  readonly done: number;
  readonly total: number;
  /** Of these runs; undefined where none of them runs. */
  readonly progress: JobQueueProgress | undefined;
  run(): void;
}

/** Runs in the pool what is asked for and still to be run, once what is asked for is what is on screen. */
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
