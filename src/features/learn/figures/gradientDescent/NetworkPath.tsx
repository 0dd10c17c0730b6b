import { type ReactNode, useMemo } from 'react';
import { Bands, ContourPath, categoryColor, formatNumber, formatPercent } from '../../../../charts';
import { useText } from '../../../../locales/useText';
import { useTranslation } from '../../../../locales/useTranslation';
import { describe } from '../../../../schema/describe';
import { Controls, FigureSlider } from '../Controls';
import { FigureShell } from '../FigureShell';
import { Measuring } from '../Measuring';
import { chartMeta } from '../meta';
import { useJobs } from '../useJobs';
import { useNumber } from '../useSetting';
import { waveExperiment } from './experiments';

const rates: readonly [number, number] = [0.02, 0.4];

/** A loss above this is a run that diverges. */
const hopeless = 1e3;

/** Gradient descent on the loss of a network, over the plane in which its weights move most. */
export function NetworkPath({ children }: { readonly children: ReactNode }) {
  return (
    <FigureShell
      id="network-path"
      height={560}
      caption={children}
      spec={({ rate }) => waveExperiment(Number(rate ?? 0.1))}
    >
      <Content />
    </FigureShell>
  );
}

function Content() {
  const { t } = useTranslation('learnDescent');
  const text = useText();
  const [rate, setRate] = useNumber('rate', 0.1, rates);
  const spec = useMemo(() => waveExperiment(rate), [rate]);
  const jobs = useMemo(() => [{ surfaceOf: spec, every: 20, points: 60, resolution: 28 }], [spec]);
  const {
    results: [surface],
    fault,
  } = useJobs(jobs);
  return (
    <>
      <Controls>
        <FigureSlider label={t('rate')} value={rate} range={rates} step={0.02} onChange={setRate} />
      </Controls>
      {surface && surface.losses.at(-1)! > hopeless ? (
        <Measuring
          fault={t('networkDiverged', {
            step: surface.steps.at(-1),
            loss: formatNumber(surface.losses.at(-1)!),
          })}
          height={490}
        />
      ) : surface ? (
        <>
          <ContourPath
            meta={chartMeta(
              'network-path-surface',
              t('networkSurface'),
              t('networkHelp'),
              describe(spec, text),
            )}
            x={{
              label: t('direction', { number: 1, share: formatPercent(surface.shares[0]) }),
              domain: surface.x,
            }}
            y={{
              label: t('direction', { number: 2, share: formatPercent(surface.shares[1]) }),
              domain: surface.y,
            }}
            resolution={surface.resolution}
            values={surface.grid}
            valueLabel={t('networkLoss')}
            path={{ label: t('networkPath'), points: surface.path, values: surface.losses }}
          />
          <Bands
            meta={chartMeta(
              'network-path-loss',
              t('networkLoss'),
              t('networkLossHelp'),
              describe(spec, text),
            )}
            series={[
              {
                id: 'loss',
                label: t('networkLoss'),
                color: categoryColor(1),
                x: surface.steps,
                values: [...surface.losses],
              },
            ]}
            axis={{ label: t('networkLoss'), scale: 'log', switchable: true }}
            x={{ label: t('steps') }}
            height={170}
          />
        </>
      ) : (
        <Measuring fault={fault} height={490} />
      )}
    </>
  );
}
