export { default as CodePane } from './CodePane';
