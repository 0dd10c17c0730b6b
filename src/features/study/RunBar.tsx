import { Group } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from '../../locales/useTranslation';
import { useStudy } from './definition';
import { PlayControls } from './PlayControls';
import { Seeds } from './Seeds';

/** Plays the study and repeats it over seeds. @param children controls of other background runs */
export function RunBar({ children }: { readonly children?: ReactNode }) {
  const { words, useStore, usePhase } = useStudy();
  const { t } = useTranslation(words);
  const status = useStore((state) => state.status);
  const share = useStore((state) => state.share);
  const apart = useStore((state) => state.draft !== state.spec);
  const { toggle, step, reset } = useStore.getState();
  return (
    <Group gap="xs" align="flex-start">
      <PlayControls
        {...{ status, share, apart, toggle, step, reset }}
        phase={usePhase()}
        help={t('playHelp')}
      />
      <Group gap={16} align="flex-start">
        <Seeds />
        {children}
      </Group>
    </Group>
  );
}
