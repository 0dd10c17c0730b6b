import { Button } from '@mantine/core';
import { Suspense, useState } from 'react';
import type { DrawnPoint } from '../../data/sets/points';
import { loadWords } from '../../locales/i18n';
import { lazyPart } from '../../locales/lazyPart';
import { useTranslation } from '../../locales/useTranslation';

const DrawDialog = lazyPart(async () => (await Promise.all([import('./DrawDialog'), loadWords('draw')]))[0]);

interface DrawPointsButtonProps {
  readonly points: readonly DrawnPoint[];
  use(points: readonly DrawnPoint[]): void;
}

/** Opens the dialog in which the points of an experiment are painted. */
export function DrawPointsButton({ points, use }: DrawPointsButtonProps) {
  const { t } = useTranslation('setup');
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size="compact-sm" variant="light" onClick={() => setOpen(true)}>
        {t('drawPoints')}
      </Button>
      {open && (
        <Suspense>
          <DrawDialog
            points={points}
            close={() => setOpen(false)}
            use={(drawn) => {
              use(drawn);
              setOpen(false);
            }}
          />
        </Suspense>
      )}
    </>
  );
}
