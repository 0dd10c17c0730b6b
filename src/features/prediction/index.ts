export { PredictFirst } from './PredictFirst';
