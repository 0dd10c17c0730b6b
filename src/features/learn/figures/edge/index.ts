export { LengthMap } from './LengthMap';
export { PhaseMap } from './PhaseMap';
export { Trainable } from './Trainable';
export { TwoInputs } from './TwoInputs';
