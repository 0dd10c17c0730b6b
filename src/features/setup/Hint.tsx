import { useDisclosure } from '@mantine/hooks';
import { IconInfoCircle } from '@tabler/icons-react';
import { Suspense, useId } from 'react';
import { lazyPart } from '../../locales/lazyPart';
import { useTranslation } from '../../locales/useTranslation';

const HintCard = lazyPart(() => import('./HintCard'));

interface HintProps {
  /** The name of the explained control, for screen readers. */
  readonly about: string;
  readonly help: string;
  readonly formula?: string | undefined;
  readonly source?: string | undefined;
}

/** One or two sentences with a formula, shown on hover, keyboard focus or touch. The card loads when it is first shown. */
export function Hint({ about, help, formula, source }: HintProps) {
  const { t } = useTranslation('setup');
  const id = useId();
  const [opened, { open, close }] = useDisclosure(false);
  return (
    <span className="with-card hint">
      <button
        type="button"
        aria-label={t('about', { name: about })}
        aria-describedby={opened ? id : undefined}
        onMouseEnter={open}
        onMouseLeave={close}
        onFocus={open}
        onBlur={close}
        onClick={open}
      >
        <IconInfoCircle size={14} />
      </button>
      {opened && (
        <Suspense>
          <HintCard id={id} help={help} formula={formula} source={source} onClose={close} />
        </Suspense>
      )}
    </span>
  );
}
