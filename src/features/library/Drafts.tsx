import { Alert, Button, Group } from '@mantine/core';
import { useTranslation } from '../../locales/useTranslation';
import type { StoredRun } from '../../store/database';
import { useLibrary } from '../../store/library';
import { rememberedRun } from '../../store/reopenRun';
import { draftsOf, manyDrafts } from './select';

/** Offers to delete the unfinished runs that nobody saved, once there are many. */
export function Drafts({ runs }: { readonly runs: readonly StoredRun[] }) {
  const { t } = useTranslation('library');
  const drafts = draftsOf(runs, rememberedRun());
  if (drafts.length < manyDrafts) return null;
  const bytes = drafts.reduce((sum, run) => sum + run.bytes, 0);
  const size = Math.max(0.1, bytes / 1e6).toFixed(1);
  return (
    <Alert color="blue" p={6} role="status" data-testid="drafts">
      <Group gap={8}>
        {t('drafts', { count: drafts.length, size })}
        <Button
          size="compact-xs"
          variant="default"
          onClick={() => void useLibrary.getState().remove(drafts.map(({ id }) => id))}
        >
          {t('draftsDelete', { count: drafts.length })}
        </Button>
      </Group>
    </Alert>
  );
}
