export { OneWeight } from './OneWeight';
export { StepOfDifference } from './StepOfDifference';
