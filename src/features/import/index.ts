export { EditTableButton } from './EditTableButton';
export { looksLikeTable } from './looksLikeTable';
export { importFiles, isDataArchive } from './sortFiles';
