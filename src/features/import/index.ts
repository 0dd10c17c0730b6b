export { EditTableButton } from './EditTableButton';
export { looksLikeTable } from './looksLikeTable';
