export { Predict } from '../Predict';
export { MeasuredLayers } from '../vanishing/MeasuredLayers';
export { AdamAndDepth, SigmoidSlope, UpAndDown, XavierAndHe } from './figures';
export { Teachers } from './Teachers';
