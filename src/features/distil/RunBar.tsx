import { useTranslation } from 'react-i18next';
import { useDistil } from '../../store/distil';
import { PlayControls } from '../study';

/** Play, pause, step, reset, and how far it is, in words. */
export function RunBar() {
  const { t } = useTranslation('distil');
  const status = useDistil((distil) => distil.status);
  const share = useDistil((distil) => distil.share);
  const apart = useDistil((distil) => distil.draft !== distil.spec);
  const { toggle, step, reset } = useDistil.getState();
  return (
    <PlayControls
      {...{ status, share, apart, toggle, step, reset }}
      phase={usePhase()}
      help={t('playHelp')}
    />
  );
}

/** What is being done, e.g. `Teacher: step 300 of 1,500`. */
function usePhase(): string {
  const { t, i18n } = useTranslation('distil');
  const phase = useDistil((distil) => distil.phase);
  const number = (value: number) => value.toLocaleString(i18n.language);
  switch (phase.kind) {
    case 'preparing':
      return t('phase.preparing');
    case 'done':
      return t('phase.done');
    case 'racing':
      return t('phase.racing', { step: number(phase.step), steps: number(phase.steps) });
    case 'teaching': {
      const { who, index, step, steps } = phase;
      return t(`phase.${who}`, { index, step: number(step), steps: number(steps) });
    }
  }
}
