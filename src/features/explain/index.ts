export { ExplainStep } from './ExplainStep';
