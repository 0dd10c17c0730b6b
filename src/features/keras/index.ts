export { kerasScript } from './keras';
