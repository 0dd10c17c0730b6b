export { Centre } from './Centre';
export { Outcome } from './Outcome';
export { tabs, useView } from './view';
