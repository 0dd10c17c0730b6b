import { useTranslation } from '../../../../locales/useTranslation';
import { FigureChoice } from '../Controls';
import { useChoice } from '../useSetting';
import { type Depth, depths } from './experiments';

/** The depth that a figure's address says, or else the first one shown. */
export const depthOf = (given: unknown, initial: Depth): Depth =>
  depths.find((one) => one === given) ?? initial;

/** The figure's depth and its control. */
export function useDepth(initial: Depth) {
  const { t } = useTranslation('learnBothWays');
  const [depth, setDepth] = useChoice('depth', initial, depths);
  const choice = (
    <FigureChoice
      label={t('depth')}
      value={depth}
      options={depths.map((value) => ({ value, label: t('layers', { depth: value }) }))}
      onChange={setDepth}
    />
  );
  return { depth, choice };
}
