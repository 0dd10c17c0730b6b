export { kerasSections } from './keras';
