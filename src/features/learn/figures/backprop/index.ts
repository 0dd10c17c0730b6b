export { ExplainedUpdate } from './ExplainedUpdate';
export { OneWeight } from './OneWeight';
export { StepOfDifference } from './StepOfDifference';
