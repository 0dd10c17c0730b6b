export { CopyLink } from './CopyLink';
export { NameField } from './NameField';
export { OpenButton } from './OpenButton';
export { Refusals } from './Refusals';
export { ShareBar } from './ShareBar';
export { ShortcutsHelp } from './ShortcutsHelp';
export { type StudyPage, saveStudy } from './studies';
