export { CopyLink } from './CopyLink';
export { copyLink } from './clipboard';
export { saveExperiment, saveTelemetry } from './commands';
export { NameField } from './NameField';
export { OpenButton } from './OpenButton';
export { Refusals } from './Refusals';
export { ShareBar } from './ShareBar';
export { openStudyPage, type StudyPage, saveStudy, studyOf } from './studies';

/** What leaves the page for PyTorch is loaded when it does. */
export const savedForPytorch = () => import('./exports');
