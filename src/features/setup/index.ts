export { Formula } from './Formula';
export { Hint } from './Hint';
export { Setup } from './Setup';
