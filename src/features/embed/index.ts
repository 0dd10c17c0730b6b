export { EmbeddedExperiment } from './EmbeddedExperiment';
export { tellSize } from './hostMessages';
export { embedOptionsIn } from './options';
export { ShareDialog } from './ShareDialog';
