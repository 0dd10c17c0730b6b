import { Alert, Button, Group, Text } from '@mantine/core';
import { useMemo } from 'react';
import type { LogMoment } from '../../data/logs/run';
import { diagnoseLog, logRules } from '../../engine/logDiagnosis';
import { betweenSentences, fullStop, useText } from '../../locales/useText';
import { useTranslation } from '../../locales/useTranslation';
import type { ModelRun } from '../../store/models';
import { useModelsView } from './view';

interface FindingsProps {
  readonly run: ModelRun;
  readonly moment: LogMoment;
}

/** What is wrong with the model at the step that is looked at, with evidence and what to do. */
export function Findings({ run, moment }: FindingsProps) {
  const { t } = useTranslation('models');
  const text = useText();
  const choose = useModelsView((view) => view.choose);
  const { summary } = run;
  const { found, learns } = useMemo(() => diagnoseLog({ summary, moment }), [summary, moment]);
  const step = summary.steps[moment.at];
  if (found.length === 0)
    return (
      <Text size="sm" c="dimmed" role="status" data-testid="model-diagnosis">
        {t('diagnosis.healthy', { step })}
      </Text>
    );
  return (
    <Alert color="yellow" p={8} role="status" data-testid="model-diagnosis">
      {found.map(({ rule, finding }) => (
        <Group key={rule} gap={6} mb={4} wrap="nowrap" align="start" justify="space-between">
          <Text size="sm">
            <b>{text(logRules[rule].title)}</b>
            {text(fullStop)}
            {[finding.evidence, finding.advice].map(text).join(text(betweenSentences))}
          </Text>
          <Button
            size="compact-xs"
            variant="default"
            style={{ flexShrink: 0 }}
            onClick={() =>
              choose({
                grouping: 'tree',
                search: summary.header.modules[finding.module]!.name,
                selected: `module:${finding.module}`,
                expanded: undefined,
              })
            }
          >
            {t('diagnosis.show')}
          </Button>
        </Group>
      ))}
      {learns && <Text size="xs">{t('diagnosis.learns')}</Text>}
    </Alert>
  );
}
