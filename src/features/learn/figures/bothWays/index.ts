export { SickStudents } from './SickStudents';
export { SignalByTarget } from './SignalByTarget';
