export { ExplainStep } from './ExplainStep';
export { Stages } from './Stages';
