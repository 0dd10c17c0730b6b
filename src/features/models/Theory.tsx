import { Button, Text } from '@mantine/core';
import { formatNorm } from '../../charts';
import { shownModule } from '../../data/logs/names';
import type { LogMoment } from '../../data/logs/run';
import { useTranslation } from '../../locales/useTranslation';
import type { ModelRun } from '../../store/models';
import { type ChainTheory, type SilentReason, signalOf } from './theory';
import { useModelsView } from './view';

interface TheoryProps {
  readonly run: ModelRun;
  /** The first recorded step. */
  readonly start: LogMoment;
  readonly theory: ChainTheory | SilentReason;
  /** The recorded step that is looked at. */
  readonly at: number;
}

/** What mean-field theory expects of the first layer of a chain, and what was measured; or why theory does not apply. */
export function Theory({ run, start, theory, at }: TheoryProps) {
  const { t } = useTranslation('models');
  const choose = useModelsView((view) => view.choose);
  if (typeof theory === 'string')
    return (
      <Text size="xs" c="dimmed" data-testid="model-theory">
        {t('theory.silent', { reason: t(`theory.reasons.${theory}`) })}
      </Text>
    );
  const { modules } = run.summary.header;
  const [first, last] = [theory.layers[0]!, theory.layers.at(-1)!];
  return (
    <Text size="xs" c="dimmed" data-testid="model-theory">
      {t('theory.sentence', {
        count: theory.layers.length - 1,
        first: shownModule(modules[first]!),
        last: shownModule(modules[last]!),
        predicted: formatNorm(theory.shares.get(first)!),
        measured: formatNorm(signalOf(start, first) / signalOf(start, last)),
      })}{' '}
      {at > 0 && (
        <Button size="compact-xs" variant="default" onClick={() => choose({ at: 0 })}>
          {t('theory.show')}
        </Button>
      )}
    </Text>
  );
}
