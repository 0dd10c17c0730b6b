export { FileDrop } from './FileDrop';
export { ShareBar } from './ShareBar';
export { ShortcutsHelp } from './ShortcutsHelp';
