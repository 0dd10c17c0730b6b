import { type ReactNode, useMemo } from 'react';
import { Bands, categoryColor } from '../../../../charts';
import { useText } from '../../../../locales/useText';
import { useTranslation } from '../../../../locales/useTranslation';
import { comma } from '../../../../schema/names';
import type { Job } from '../../../../worker/job';
import { Controls, FigureChoice } from '../Controls';
import { FigureShell } from '../FigureShell';
import { bandOf, layerNumbers, signalShares } from '../layers';
import { Measuring } from '../Measuring';
import { chartMeta } from '../meta';
import { Predictable } from '../Predictable';
import { useJobs } from '../useJobs';
import { useChoice } from '../useSetting';
import { fiftyLayers, weightRules } from './experiments';

const activations = ['relu', 'tanh', 'selu', 'sigmoid'] as const;
const seeds = [1, 2, 3];
const depth = 50;
const layers = Array.from({ length: depth }, (_, i) => i + 1);

/** What each rule for the weights does to the outputs on the way forward and to the signal on the way back. */
export function WeightRules({ children }: { readonly children: ReactNode }) {
  return (
    <FigureShell
      id="weight-rules"
      height={420}
      caption={children}
      spec={({ activation }) =>
        fiftyLayers(activations.find((name) => name === activation) ?? 'relu', 'heNormal', 1)
      }
    >
      <Content />
    </FigureShell>
  );
}

const shareOf = (frame: Float64Array) => signalShares(frame, depth);

function Content() {
  const { t } = useTranslation('learnMending');
  const text = useText();
  const [activation, setActivation] = useChoice('activation', 'relu', activations);
  const jobs = useMemo(
    () =>
      weightRules.flatMap((rule) =>
        seeds.map((seed): Job => ({ spec: fiftyLayers(activation, rule, seed), backend: 'auto', steps: 0 })),
      ),
    [activation],
  );
  const { results, done, fault } = useJobs(jobs);
  const frames = (rule: number) =>
    results.slice(rule * seeds.length, (rule + 1) * seeds.length).map((result) => result!.summary.first);
  const caption = [`50 × 64 ${activation}`, `${seeds.length} ${t('seeds')}`].join(text(comma));
  const charts = [
    {
      id: 'forward',
      title: t('forward'),
      help: t('forwardHelp'),
      axis: t('outputSize'),
      of: (frame: Float64Array) => layerNumbers(frame, 'activationRms', depth),
    },
    {
      id: 'backward',
      title: t('backward'),
      help: t('backwardHelp'),
      axis: t('share'),
      of: shareOf,
    },
  ];
  return (
    <>
      <Controls>
        <FigureChoice
          label={t('activation')}
          value={activation}
          options={activations.map((value) => ({ value, label: t(`activations.${value}`) }))}
          onChange={setActivation}
        />
      </Controls>
      {done ? (
        <Predictable
          of={caption}
          profiles={weightRules.map((rule, k) => ({
            value: rule,
            label: t(`rules.${rule}`),
            signals: bandOf(frames(k).map(shareOf)).values,
          }))}
        >
          <div className="figure-parts">
            {charts.map(({ id, title, help, axis, of }) => (
              <Bands
                key={id}
                meta={chartMeta(`weight-rules-${id}`, title, help, caption)}
                series={weightRules.map((rule, k) => ({
                  id: rule,
                  label: t(`rules.${rule}`),
                  color: categoryColor(k),
                  x: layers,
                  ...bandOf(frames(k).map(of)),
                }))}
                axis={{ label: axis, scale: 'log' }}
                x={{ label: t('layer') }}
                bounds={[t('smallest'), t('largest')]}
                height={270}
              />
            ))}
          </div>
        </Predictable>
      ) : (
        <Measuring fault={fault} height={330} />
      )}
    </>
  );
}
