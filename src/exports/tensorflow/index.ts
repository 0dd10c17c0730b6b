export { tensorflowFiles } from './files';
export { factorCode, tensorflowScript } from './tensorflow';
