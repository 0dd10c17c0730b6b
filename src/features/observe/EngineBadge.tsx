import { Button } from '@mantine/core';
import { Suspense } from 'react';
import { lazyPart } from '../../locales/lazyPart';
import { useTranslation } from '../../locales/useTranslation';
import { useLab } from '../../store/lab';
import { useCard } from '../setup';

const EngineCard = lazyPart(() => import('./EngineCard'));

/** The present engine. Its card says why, and lets the user choose another. */
export function EngineBadge() {
  const { t } = useTranslation('observe');
  const backend = useLab((lab) => lab.backend);
  const { opened, close, button } = useCard();
  if (!backend) return null;
  return (
    <span className="with-card">
      <Button
        {...button}
        variant="default"
        size="compact-xs"
        radius="xl"
        aria-label={t('engine.title', { backend })}
        aria-haspopup="dialog"
      >
        {backend}
      </Button>
      {opened && (
        <Suspense>
          <EngineCard backend={backend} onClose={close} />
        </Suspense>
      )}
    </span>
  );
}
