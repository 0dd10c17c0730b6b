export { comparisonFiles } from './comparison';
export { distillationSections } from './distillation';
export {
  collected,
  experimentArrays,
  experimentSections,
  factorOf,
  hash32Code,
  permutationCode,
} from './experiment';
export { filesOf } from './files';
export {
  checkCount,
  foldedNumbers,
  mostEmbedded,
  numbersCode,
  type PackedArray,
  packedText,
} from './numbers';
export { inComment } from './python';
export { notebookOf, scriptOf } from './script';
export type { Section } from './section';
export { transferSections } from './transfer';
