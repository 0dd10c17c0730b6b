export { comparisonFiles } from './comparison';
export { distillationSections } from './distillation';
export {
  experimentNumbers,
  experimentSections,
  factorOf,
  hash32Code,
  permutationCode,
  type Section,
} from './experiment';
export { checkCount, packedText } from './numbers';
export { inComment } from './python';
export { notebookOf, scriptOf } from './script';
export { transferSections } from './transfer';
