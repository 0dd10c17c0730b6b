export { Centre } from './Centre';
export { quantityLooks } from './quantities';
export { tabs, useView } from './view';
