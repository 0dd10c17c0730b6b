import type { Axis, ChartMeta } from '../../charts';
import { shortened } from '../../data/logs/names';
import { type LogQuantity, logQuantities } from '../../data/logs/quantities';
import { useText } from '../../locales/useText';
import { useTranslation } from '../../locales/useTranslation';
import { comma } from '../../schema/names';
import type { ModelRun } from '../../store/models';

/** A quantity's axis: logarithmic for norms and ratios, percentages for shares. */
export function useAxis(quantity: LogQuantity): Axis {
  const { t } = useTranslation('models');
  const kind = logQuantities[quantity];
  const label = t(`quantities.${quantity}.label`);
  if (kind === 'share') return { label, percent: true };
  return kind === 'signed' ? { label } : { label, scale: 'log', switchable: true };
}

/** A chart's texts; the caption of a saved figure names the log. */
export function useModelMeta(id: string, run: ModelRun, title: string, description: string): ChartMeta {
  const { t } = useTranslation('models');
  const text = useText();
  const { name, header, steps } = run.summary;
  return {
    id,
    title,
    description,
    caption: () =>
      [
        shortened(name),
        t('facts.modules', { count: header.modules.length }),
        ...header.optimizer,
        t('facts.steps', { count: steps.length, first: steps[0], last: steps.at(-1) }),
      ].join(text(comma)),
  };
}
