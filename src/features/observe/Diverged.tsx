import { Alert, Button, Group, Text } from '@mantine/core';
import { formatNumber } from '../../charts';
import { remedies } from '../../engine/diagnosis';
import { divergenceRemedies } from '../../engine/diagnosis/divergenceRemedies';
import { betweenSentences, useText } from '../../locales/useText';
import { useTranslation } from '../../locales/useTranslation';
import { useLab } from '../../store/lab';
import { lastFinite } from './lastFinite';

/** The place where numbers stopped being finite, and what may mend the cause. A remedy starts the run again. */
export default function Diverged() {
  const { t } = useTranslation('observe');
  const text = useText();
  const divergence = useLab((lab) => lab.divergence);
  const spec = useLab((lab) => lab.spec);
  const history = useLab((lab) => lab.history);
  if (!divergence) return null;
  const finite = lastFinite(history);
  const names = divergenceRemedies({ spec, recorded: history, at: history.length - 1 });
  const start = (name: (typeof names)[number]) => {
    const { open, play } = useLab.getState();
    open(remedies[name].apply(spec));
    play();
  };
  return (
    <Alert color="red" p="xs" title={t('divergedTitle')}>
      <Text size="sm">
        {divergence.quantity === 'loss'
          ? t('divergedLoss', { step: divergence.step })
          : t('diverged', { ...divergence, quantity: t(`divergedQuantities.${divergence.quantity}`) })}
        {finite !== undefined &&
          text(betweenSentences) +
            t('lastFinite', {
              step: history.run(finite, 'step'),
              loss: formatNumber(history.run(finite, 'loss')),
            })}
      </Text>
      <Group gap="xs" mt={6}>
        {names.map((name, i) => (
          <Button
            key={name}
            size="compact-xs"
            variant={i === 0 ? 'filled' : 'default'}
            onClick={() => start(name)}
          >
            {text(remedies[name].title)}
          </Button>
        ))}
      </Group>
    </Alert>
  );
}
