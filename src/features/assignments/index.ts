export { Exercises } from './Exercises';
