export { Controls } from '../distillation/Controls';
export { Temperature } from '../distillation/Temperature';
export { League } from '../mending/League';
export { MeasuredLayers } from '../vanishing/MeasuredLayers';
