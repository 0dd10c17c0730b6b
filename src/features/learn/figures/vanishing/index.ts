export { BothWays } from './BothWays';
export { Chain } from './Chain';
export { MeasuredLayers } from './MeasuredLayers';
export { NumberFormats } from './NumberFormats';
