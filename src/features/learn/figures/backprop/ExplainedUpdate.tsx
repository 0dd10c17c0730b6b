import { type ReactNode, Suspense, useMemo } from 'react';
import { type ActivationName, activations } from '../../../../engine/activations';
import { type NormalizationName, normalizations } from '../../../../engine/normalizations';
import { optimizers } from '../../../../engine/optimizers';
import { loadWords } from '../../../../locales/i18n';
import { lazyPart } from '../../../../locales/lazyPart';
import { useText } from '../../../../locales/useText';
import { useTranslation } from '../../../../locales/useTranslation';
import type { ExplainJob } from '../../../../worker/explainJob';
import { Controls, FigureChoice, FigureSlider } from '../Controls';
import { FigureShell } from '../FigureShell';
import { Measuring } from '../Measuring';
import { useJobs } from '../useJobs';
import { useChoice, useNumber } from '../useSetting';
import { batchExperiment } from './network';

const activationNames = Object.keys(activations) as ActivationName[];
const normalizationNames = ['none', ...Object.keys(normalizations)] as NormalizationName[];
const optimizerNames = Object.keys(optimizers) as (keyof typeof optimizers)[];
const found = <Name extends string>(names: readonly Name[], name: string | undefined, initial: Name) =>
  names.find((one) => one === name) ?? initial;

/** One update of the chapter's network on a batch, every number of it, with any activation, normalization and optimizer. */
export function ExplainedUpdate({ children }: { readonly children: ReactNode }) {
  return (
    <FigureShell
      id="explained-update"
      height={820}
      inTable
      caption={children}
      spec={({ activation, normalization, optimizer }) =>
        batchExperiment({
          activation: found(activationNames, activation, 'tanh'),
          normalization: found(normalizationNames, normalization, 'none'),
          optimizer: found(optimizerNames, optimizer, 'sgd'),
        })
      }
    >
      <Content />
    </FigureShell>
  );
}

function Content() {
  const { t } = useTranslation('learnBackprop');
  const text = useText();
  const [activation, setActivation] = useChoice('activation', 'tanh', activationNames);
  const [normalization, setNormalization] = useChoice('normalization', 'none', normalizationNames);
  const [optimizer, setOptimizer] = useChoice('optimizer', 'sgd', optimizerNames);
  const [after, setAfter] = useNumber('after', 0, [0, 20]);
  const spec = useMemo(
    () => batchExperiment({ activation, normalization, optimizer }),
    [activation, normalization, optimizer],
  );
  const jobs = useMemo(
    (): ExplainJob[] => [{ explainOf: spec, checkpoint: undefined, after }],
    [spec, after],
  );
  const {
    results: [step],
    fault,
  } = useJobs(jobs);
  return (
    <>
      <Controls>
        <FigureChoice
          label={t('activation')}
          value={activation}
          options={activationNames.map((value) => ({ value, label: text(activations[value].title) }))}
          onChange={setActivation}
        />
        <FigureChoice
          label={t('normalization')}
          value={normalization}
          options={normalizationNames.map((value) => ({
            value,
            label: value === 'none' ? t('noNormalization') : text(normalizations[value].title),
          }))}
          onChange={setNormalization}
        />
        <FigureChoice
          label={t('optimizer')}
          value={optimizer}
          options={optimizerNames.map((value) => ({ value, label: text(optimizers[value].title) }))}
          onChange={setOptimizer}
        />
        <FigureSlider label={t('after')} value={after} range={[0, 20]} step={1} onChange={setAfter} />
      </Controls>
      {step ? (
        <Suspense>
          <Stages spec={spec} step={step} />
        </Suspense>
      ) : (
        <Measuring fault={fault} height={600} />
      )}
    </>
  );
}

const Stages = lazyPart(async () => {
  const [{ Stages: shown }] = await Promise.all([import('../../../explain'), loadWords('explain')]);
  return { default: shown };
});
