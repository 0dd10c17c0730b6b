import { Alert, Loader, Modal } from '@mantine/core';
import { useTranslation } from '../../locales/useTranslation';
import { Stages } from './Stages';
import { useExplained } from './useExplained';

/** The next update of the run, one stage at a time: each number where it arises, with the formula and the numbers put in. */
export function ExplainStep({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('explain');
  const { spec, found, fault } = useExplained();
  return (
    <Modal opened onClose={onClose} title={t('title')} size="xl">
      {fault !== undefined && <Alert color="red">{fault}</Alert>}
      {fault === undefined && !found && <Loader size="sm" aria-label={t('computing')} />}
      {spec && found && <Stages spec={spec} step={found} />}
    </Modal>
  );
}
