import type { ReactNode } from 'react';
import { Bands, categoryColor, formatNumber } from '../../../../charts';
import { useTranslation } from '../../../../locales/useTranslation';
import { type Precision, powersIn, precisions } from '../../math/halfPrecision';
import { Controls, FigureSlider } from '../Controls';
import { FigureShell } from '../FigureShell';
import { chartMeta } from '../meta';
import { useNumber } from '../useSetting';
import { deepExperiment } from './experiments';

/** The coarsest format last: it is drawn over the others. */
const names = (Object.keys(precisions) as Precision[]).toReversed();
const most = 200;

/** The same product of factors in three number formats. */
export function NumberFormats({ children }: { readonly children: ReactNode }) {
  return (
    <FigureShell
      id="number-formats"
      height={400}
      caption={children}
      spec={() => deepExperiment({ depth: 200, activation: 'sigmoid', sigmaW: 1 })}
    >
      <Content />
    </FigureShell>
  );
}

function Content() {
  const { t } = useTranslation('learnVanishing');
  const [factor, setFactor] = useNumber('factor', 0.235, [0.05, 3]);
  const layers = Array.from({ length: most + 1 }, (_, i) => i);
  const rows = names.map((name) => powersIn(name, factor, most));
  const lost = (row: readonly number[]) => row.findIndex((value) => value === 0 || !Number.isFinite(value));
  return (
    <>
      <Controls>
        <FigureSlider
          label={t('factor')}
          value={factor}
          range={[0.05, 3]}
          step={0.001}
          onChange={setFactor}
        />
      </Controls>
      <Bands
        meta={chartMeta('number-formats-chart', t('formats'), t('formatsHelp'), `${t('factor')} ${factor}`)}
        series={names.map((name, k) => ({
          id: name,
          label: name,
          color: categoryColor([7, 0, 1][k]!),
          x: layers,
          values: rows[k]!.map((value) => (value === 0 ? Number.NaN : value)),
        }))}
        axis={{ label: t('signal'), scale: 'log' }}
        x={{ label: t('layersBack') }}
        height={260}
      />
      <p className="figure-result">
        {rows
          .map((row, k) => {
            const at = lost(row);
            const values = { name: names[k]!, layers: at, left: formatNumber(row.at(-1)!) };
            if (at < 0) return t('formatHolds', values);
            return t(row[at] === 0 ? 'formatZero' : 'formatInfinite', values);
          })
          .join(' ')}
      </p>
    </>
  );
}
