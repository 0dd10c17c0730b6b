export { Controls } from './Controls';
export { DarkKnowledge } from './DarkKnowledge';
export { Listing } from './Listing';
export { SquaredTemperature } from './SquaredTemperature';
export { Temperature } from './Temperature';
export { Tutorial } from './Tutorial';
export { UnseenClass } from './UnseenClass';
