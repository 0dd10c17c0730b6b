export { comparisonFiles } from './comparison';
export { distillationSections } from './distillation';
export { experimentSections, type Section } from './experiment';
export { notebookOf, scriptOf } from './script';
export { transferSections } from './transfer';
