export { default as MatchDialog } from './MatchDialog';
