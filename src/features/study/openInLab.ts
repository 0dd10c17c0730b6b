import type { ExperimentSpec } from '../../schema/experiment';
import { useLab } from '../../store/lab';

/** Opens an experiment in the lab and shows the lab page. */
export function openInLab(spec: ExperimentSpec): void {
  useLab.getState().open(spec);
  useLab.getState().go('lab');
}
