import { type ReactNode, useMemo } from 'react';
import { Bands, categoryColor, formatNumber } from '../../../../charts';
import { useTranslation } from '../../../../locales/useTranslation';
import { correlationPath } from '../../math/correlations';
import { Controls, FigureSlider } from '../Controls';
import { FigureShell } from '../FigureShell';
import { chartMeta } from '../meta';
import { useNumber } from '../useSetting';
import { edgeExperiment, ensembleOf, phaseBias, phases } from './experiments';

const layers = 20;
const starts: readonly [number, number] = [0.1, 0.95];

/** The correlation of two inputs on their way through the layers, in each phase. */
export function TwoInputs({ children }: { readonly children: ReactNode }) {
  return (
    <FigureShell
      id="two-inputs"
      height={380}
      caption={children}
      spec={() => edgeExperiment({ depth: layers, sigmaW: 2, sigmaB: phaseBias })}
    >
      <Content />
    </FigureShell>
  );
}

function Content() {
  const { t } = useTranslation('learnEdge');
  const [start, setStart] = useNumber('start', 0.6, starts);
  const rows = useMemo(
    () => phases.map(({ sigmaW }) => correlationPath(ensembleOf('tanh', sigmaW, phaseBias), start, layers)),
    [start],
  );
  return (
    <>
      <Controls>
        <FigureSlider label={t('start')} value={start} range={starts} step={0.05} onChange={setStart} />
      </Controls>
      <Bands
        meta={chartMeta(
          'two-inputs-chart',
          t('correlations'),
          t('correlationsHelp'),
          `tanh, σb = ${phaseBias}`,
        )}
        series={phases.map(({ id, sigmaW }, k) => ({
          id,
          label: t(`phases.${id}`, { sigma: sigmaW }),
          color: categoryColor(k),
          x: rows[k]!.map((_, layer) => layer),
          values: rows[k]!,
        }))}
        axis={{ label: t('correlation'), domain: [0, 1] }}
        x={{ label: t('layer') }}
        height={260}
      />
      <p className="figure-result">
        {t('correlationsTold', {
          layers,
          all: phases
            .map(({ sigmaW }, k) => `σw = ${sigmaW}: ${formatNumber(rows[k]!.at(-1)!)}`)
            .join(t('listSeparator')),
        })}
      </p>
    </>
  );
}
