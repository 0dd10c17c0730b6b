/** The version of Gradient Lab, as its package says. */
export { version } from '../../package.json';
