import { differences } from '../../schema/differences';
import { setField } from '../../schema/edit';
import type { ExperimentSpec } from '../../schema/experiment';
import { defaultExperiment } from '../../schema/presets';

const sick = { activation: 'sigmoid', initializer: 'glorotNormal' };
const mended = { activation: 'relu', initializer: 'heNormal' };

/** The experiment twice: as sigmoid with Glorot, whose signal vanishes, and as ReLU with He, whose signal arrives. */
export const curePair = (spec: ExperimentSpec): readonly ExperimentSpec[] =>
  [sick, mended].map(({ activation, initializer }) =>
    setField(setField(spec, 'network.activation', activation), 'network.initializer.kind', initializer),
  );

/** What the room compares at first: an experiment of the user's own by itself, the page's own beside its cure. */
export const firstRuns = (spec: ExperimentSpec): readonly ExperimentSpec[] =>
  differences(spec, defaultExperiment()).length === 0 ? curePair(spec) : [spec];
