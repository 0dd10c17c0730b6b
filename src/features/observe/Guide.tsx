import { Button, CloseButton } from '@mantine/core';
import { useEffect, useMemo } from 'react';
import { remedies } from '../../engine/diagnosis/remedies';
import { useTranslation } from '../../locales/useTranslation';
import type { ExperimentSpec } from '../../schema/experiment';
import { defaultExperiment } from '../../schema/presets';
import { useAssigned } from '../../store/assigned';
import { type GuideStep, guideSteps, useGuide } from '../../store/guide';
import { useLab } from '../../store/lab';
import { openTab } from './view';

/** The action of each step's button. */
const acts: Readonly<Record<GuideStep, () => void>> = {
  vanish() {
    openTab('layers');
    useLab.getState().play();
  },
  why() {
    openTab('causes');
  },
  mend() {
    const { spec, runBesideBaseline } = useLab.getState();
    openTab('layers');
    runBesideBaseline(remedies.reluHe.apply(spec));
  },
  own() {},
};

/** Whether a network is the one that the first three steps speak of. */
const isGuides = (network: ExperimentSpec['network']): boolean =>
  JSON.stringify(network) === JSON.stringify(defaultExperiment().network);

/** Opens the guide's own experiment in the place of another one. */
function openGuides() {
  const { open, play } = useLab.getState();
  open(defaultExperiment());
  openTab('layers');
  play();
}

/** A guide in four steps: see the gradient vanish, see the reason, correct it, and change something yourself. */
export function Guide() {
  const { t } = useTranslation('start');
  const step = useGuide((guide) => guide.step);
  const { next, leave } = useGuide.getState();
  // The visitor's own first change ends the guide.
  useEffect(() => {
    if (step !== 'own') return;
    return useLab.subscribe((now, before) => now.spec !== before.spec && leave());
  }, [step, leave]);
  // An assignment has steps of its own.
  const assigned = useAssigned(({ file }) => file !== '');
  // A closed guide has no network to look at: it is not drawn again by an edit.
  const network = useLab(({ spec }) => (step && step !== 'own' ? spec.network : undefined));
  const elsewhere = useMemo(() => network !== undefined && !isGuides(network), [network]);
  if (!step || assigned) return null;
  const at = guideSteps.indexOf(step);
  return (
    <section className="guide" aria-label={t('guide.title')} data-testid="guide">
      <ol>
        {guideSteps.map((name, i) => (
          <li key={name} aria-current={i === at ? 'step' : undefined}>
            {t(`guide.${name}.title`)}
          </li>
        ))}
      </ol>
      <p>{t(`guide.${elsewhere ? 'elsewhere' : step}.text`)}</p>
      <Button
        size="compact-sm"
        onClick={() => {
          if (elsewhere) openGuides();
          else acts[step]();
          if (!elsewhere || step === 'vanish') next();
        }}
      >
        {t(`guide.${elsewhere ? 'elsewhere' : step}.act`)}
      </Button>
      <CloseButton size="sm" aria-label={t('guide.leave')} onClick={leave} />
    </section>
  );
}
