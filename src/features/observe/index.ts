export { Centre } from './Centre';
export { tabs, useView } from './view';
