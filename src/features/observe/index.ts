export { Centre } from './Centre';
export { PlayBar } from './PlayBar';
export { quantityStyles } from './quantities';
export { openTab, tabs } from './view';
