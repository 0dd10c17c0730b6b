export { Centre, centreParts } from './Centre';
export { PlayBar } from './PlayBar';
export { quantityAxis } from './quantities';
export { useHistory } from './useFrames';
export { useLayerNames, useMeta } from './useMeta';
export { openTab, tabs } from './view';
