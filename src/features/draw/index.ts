export { DrawPointsButton } from './DrawPointsButton';
