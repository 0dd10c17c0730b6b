export { Formula } from './Formula';
export { Hint } from './Hint';
export { NumberControl } from './NumberControl';
export { Setup } from './Setup';
