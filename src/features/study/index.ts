export { BatchState } from './BatchState';
export { Faults } from './Faults';
export { PlayControls } from './PlayControls';
export { Problems } from './Problems';
export { Silence } from './Silence';
export { Swatch } from './Swatch';
export { Term } from './Term';
export { Tiles } from './Tiles';
