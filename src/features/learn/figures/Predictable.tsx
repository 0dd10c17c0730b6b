import { type ReactNode, Suspense, useState } from 'react';
import { loadWords } from '../../../locales/i18n';
import { lazyPart } from '../../../locales/lazyPart';
import { useText } from '../../../locales/useText';
import { useTranslation } from '../../../locales/useTranslation';
import { comma } from '../../../schema/names';
import { FigureChoice } from './Controls';

/** A profile that a reader may predict. */
export interface Profile {
  readonly value: string;
  readonly label: string;
  /** The hidden layers’ signals, the last layer’s last. */
  readonly signals: readonly number[];
}

interface PredictableProps {
  /** What is measured; other settings of the figure ask for another sketch. */
  readonly of: string;
  /** The profiles that the figure shows, at least one; of several the reader chooses one. */
  readonly profiles: readonly Profile[];
  /** What the figure shows, after the prediction if there is one. */
  readonly children: ReactNode;
}

/** A figure of the signal by layer, with a switch by which the reader sketches a profile before the figure is shown. */
export function Predictable({ of, profiles, children }: PredictableProps) {
  const { t } = useTranslation('learn');
  const text = useText();
  const [on, setOn] = useState(false);
  const [name, setName] = useState(profiles[0]!.value);
  const { value, label, signals } = profiles.find((profile) => profile.value === name) ?? profiles[0]!;
  return (
    <>
      <label className="figure-predict">
        <input type="checkbox" checked={on} onChange={(event) => setOn(event.currentTarget.checked)} />{' '}
        {t('predictFirst')}
      </label>
      {on ? (
        <>
          {profiles.length > 1 && (
            <FigureChoice label={t('predicted')} value={value} options={profiles} onChange={setName} />
          )}
          <Suspense>
            <PredictFirst of={`${of}${text(comma)}${label}`} layers={signals.length} measured={signals}>
              {children}
            </PredictFirst>
          </Suspense>
        </>
      ) : (
        children
      )}
    </>
  );
}

const PredictFirst = lazyPart(async () => {
  const [{ PredictFirst: found }] = await Promise.all([import('../../prediction'), loadWords('prediction')]);
  return { default: found };
});
