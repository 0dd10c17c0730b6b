export { ShareBar } from './ShareBar';
export { ShortcutsHelp } from './ShortcutsHelp';
