export { experimentSections } from './experiment';
export { notebookOf, scriptOf } from './script';
