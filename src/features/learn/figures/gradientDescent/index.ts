export { Descent } from './Descent';
export { NetworkPath } from './NetworkPath';
export { RateLimit } from './RateLimit';
