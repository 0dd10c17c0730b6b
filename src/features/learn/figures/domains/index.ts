export { Halves, Inverted, Rotation } from './figures';
