import { categoryColor, formatNumber, formatPercent, LayerProfile, OverTime } from '../../charts';
import { useTranslation } from '../../locales/useTranslation';
import { useHistory, useLayerNames, useMeta } from '../observe';
import type { EmbedChart } from './options';

/** The most points of a curve. */
const points = 200;

/** One chart of the run, with its newest numbers above it. */
export function EmbeddedChart({ chart }: { readonly chart: EmbedChart }) {
  const { t } = useTranslation('embed');
  const { history, at } = useHistory();
  const layers = useLayerNames(history);
  const signal = useMeta('embedded-signal', t('signalTitle'), t('signalHelp'));
  const loss = useMeta('embedded-loss', t('lossTitle'), t('lossHelp'));
  if (history.length === 0) return <p className="embed-numbers">{t('starting')}</p>;
  const accuracy = history.run(at, 'accuracy');
  const frames = history.sample(points);
  return (
    <>
      <p className="embed-numbers" data-testid="embed-numbers">
        {t('numbers', { step: history.run(at, 'step'), loss: formatNumber(history.run(at, 'loss')) })}
        {Number.isFinite(accuracy) && t('accuracyToo', { accuracy: formatPercent(accuracy) })}
      </p>
      <div className="embed-chart">
        {chart === 'signal' ? (
          <LayerProfile
            meta={signal}
            layers={layers}
            selectedLayer={undefined}
            onSelectLayer={() => {}}
            panels={[
              {
                series: {
                  id: 'signalNorm',
                  label: t('signal'),
                  values: layers.map((_, l) => history.layer(at, l, 'signalNorm')),
                },
                axis: { label: t('signal'), unit: '‖δ‖₂', scale: 'log' },
                help: t('signalHelp'),
              },
            ]}
          />
        ) : (
          <OverTime
            meta={loss}
            steps={frames.map((i) => history.run(i, 'step'))}
            end={history.run(at, 'step')}
            series={[
              {
                id: 'loss',
                label: t('loss'),
                values: frames.map((i) => history.run(i, 'loss')),
                color: categoryColor(0),
              },
            ]}
            axis={{ label: t('loss'), unit: 'nat', scale: 'log', switchable: false }}
            height="100%"
          />
        )}
      </div>
    </>
  );
}
