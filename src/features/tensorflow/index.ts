export { factorCode, tensorflowScript } from './tensorflow';
