export { Centre } from './Centre';
export { quantityStyles } from './quantities';
export { tabs, useView } from './view';
