/** The version of Gradient Lab, from its package. */
export { version } from '../../package.json';
