export { Clipping } from './Clipping';
export { DeadUnits } from './DeadUnits';
export { League } from './League';
export { Normalizations } from './Normalizations';
export { WeightRules } from './WeightRules';
