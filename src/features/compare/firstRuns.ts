import { differences } from '../../schema/differences';
import { setField } from '../../schema/edit';
import type { ExperimentSpec } from '../../schema/experiment';
import { defaultExperiment } from '../../schema/presets';

const vanishing = { activation: 'sigmoid', initializer: 'glorotNormal' };
const cured = { activation: 'relu', initializer: 'heNormal' };

/** The experiment twice: as sigmoid with Glorot, whose signal vanishes, and as ReLU with He, whose signal arrives. */
export const curePair = (spec: ExperimentSpec): readonly ExperimentSpec[] =>
  [vanishing, cured].map(({ activation, initializer }) =>
    setField(setField(spec, 'network.activation', activation), 'network.initializer.kind', initializer),
  );

/** What the room compares at first: an experiment of the user's own by itself, the page's own beside its cure. */
export const firstRuns = (spec: ExperimentSpec): readonly ExperimentSpec[] =>
  differences(spec, defaultExperiment()).length === 0 ? curePair(spec) : [spec];
