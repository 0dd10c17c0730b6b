import { type ReactNode, useMemo } from 'react';
import { Bands, categoryColor, formatNumber } from '../../../../charts';
import { useTranslation } from '../../../../locales/useTranslation';
import type { Job } from '../../../../worker/job';
import { Controls, FigureSlider } from '../Controls';
import { FigureShell } from '../FigureShell';
import { bandOf, geometricMean, signalShares } from '../layers';
import { Measuring } from '../Measuring';
import { chartMeta } from '../meta';
import { Predictable } from '../Predictable';
import { useJobs } from '../useJobs';
import { useNumber } from '../useSetting';
import { buildings, normalized } from './experiments';

const depths: readonly [number, number] = [10, 100];
const seeds = [1, 2, 3];

/** The signal of ReLU layers with normalization and skips, at initialization. */
export function Normalizations({ children }: { readonly children: ReactNode }) {
  return (
    <FigureShell
      id="normalizations"
      height={440}
      caption={children}
      spec={({ depth }) => normalized('batch', Number(depth ?? 50), 1)}
    >
      <Content />
    </FigureShell>
  );
}

function Content() {
  const { t } = useTranslation('learnMending');
  const [depth, setDepth] = useNumber('depth', 50, depths);
  const jobs = useMemo(
    () =>
      buildings.flatMap((building) =>
        seeds.map((seed): Job => ({ spec: normalized(building, depth, seed), backend: 'auto', steps: 0 })),
      ),
    [depth],
  );
  const { results, done, fault } = useJobs(jobs);
  const shares = (k: number) =>
    results
      .slice(k * seeds.length, (k + 1) * seeds.length)
      .map((result) => signalShares(result!.summary.first, depth));
  const caption = `${depth} × 64 ReLU, He, ${seeds.length} ${t('seeds')}`;
  const growth = (k: number) => geometricMean(shares(k).map(([first]) => first!)) ** (2 / (depth - 1));
  return (
    <>
      <Controls>
        <FigureSlider label={t('depth')} value={depth} range={depths} step={10} onChange={setDepth} />
      </Controls>
      {done ? (
        <Predictable
          of={caption}
          profiles={buildings.map((building, k) => ({
            value: building,
            label: t(`buildings.${building}`),
            signals: bandOf(shares(k)).values,
          }))}
        >
          <Bands
            meta={chartMeta('normalizations-chart', t('normalizations'), t('backwardHelp'), caption)}
            series={buildings.map((building, k) => ({
              id: building,
              label: t(`buildings.${building}`),
              color: categoryColor(k),
              x: Array.from({ length: depth }, (_, i) => i + 1),
              ...bandOf(shares(k)),
            }))}
            axis={{ label: t('share'), scale: 'log' }}
            x={{ label: t('layer') }}
            bounds={[t('smallest'), t('largest')]}
            height={280}
          />
          <p className="figure-result">
            {t('growth', {
              all: buildings
                .map((building, k) => `${t(`buildings.${building}`)} ${formatNumber(growth(k))}`)
                .join(t('listSeparator')),
            })}
          </p>
        </Predictable>
      ) : (
        <Measuring fault={fault} height={330} />
      )}
    </>
  );
}
