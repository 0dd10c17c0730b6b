export { BatchState } from './BatchState';
export { Faults } from './Faults';
export { PlayControls } from './PlayControls';
export { Problems } from './Problems';
export { Swatch } from './Swatch';
export { Term } from './Term';
