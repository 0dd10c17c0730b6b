import { Alert, Button, Group, Text, UnstyledButton } from '@mantine/core';
import { memo, type ReactNode, useState } from 'react';
import { diagnose, type RemedyName, type RuleName, remedies, rules } from '../../engine/diagnosis';
import { fullStop, useText } from '../../locales/useText';
import { useTranslation } from '../../locales/useTranslation';
import { useLab } from '../../store/lab';
import { useHistory } from './useFrames';

/** The run's problems in words, with evidence, and remedies that the user can apply by a click. */
export default function Diagnosis() {
  const { t } = useTranslation('observe');
  const { history, at } = useHistory();
  const spec = useLab((lab) => lab.spec);
  const backend = useLab((lab) => lab.backend);
  const [all, setAll] = useState(false);
  if (history.length === 0) return <div className="diagnosis" />;
  const found = diagnose({
    spec,
    recorded: history,
    at,
    precision: backend === 'reference' ? 'float64' : 'float32',
  });
  if (found.length === 0) {
    return (
      <Text size="xs" c="dimmed" role="status" data-testid="diagnosis" className="diagnosis">
        {t('diagnosis.healthy')}
      </Text>
    );
  }
  const shown = all ? found : found.slice(0, 1);
  return (
    <Alert color="yellow" p={6} data-testid="diagnosis" role="status" className="diagnosis">
      {shown.map(({ rule, finding }, i) => (
        <FindingCard key={rule} rule={rule} evidence={finding.evidence} remedyNames={finding.remedies}>
          {found.length > 1 && i === shown.length - 1 && (
            <UnstyledButton
              onClick={() => setAll(!all)}
              aria-expanded={all}
              style={{ fontSize: 12, textDecoration: 'underline' }}
            >
              {all ? t('diagnosis.fewer') : t('diagnosis.more', { count: found.length - 1 })}
            </UnstyledButton>
          )}
        </FindingCard>
      ))}
    </Alert>
  );
}

interface FindingCardProps {
  readonly rule: RuleName;
  readonly evidence: (typeof rules)[RuleName]['title'];
  readonly remedyNames: readonly RemedyName[];
  /** The content after the remedies. */
  readonly children: ReactNode;
}

function FindingCard({ rule, evidence, remedyNames, children }: FindingCardProps) {
  const text = useText();
  return (
    <div style={{ marginBottom: 2 }}>
      <Text size="xs" title={text(rules[rule].summary)}>
        <b>{text(rules[rule].title)}</b>
        {text(fullStop)}
        {text(evidence)}
      </Text>
      <Group gap={6} mt={2}>
        {remedyNames.map((cure) => (
          <RemedyButton key={cure} cure={cure} />
        ))}
        {children}
      </Group>
    </div>
  );
}

/** A remedy that can be tried. The evidence changes with every step, the remedies seldom. */
const RemedyButton = memo(function RemedyButton({ cure }: { readonly cure: RemedyName }) {
  const { t } = useTranslation('observe');
  const text = useText();
  const runBesideBaseline = useLab((lab) => lab.runBesideBaseline);
  return (
    <Button
      size="compact-xs"
      variant="default"
      title={t('diagnosis.tryHelp')}
      onClick={() => runBesideBaseline(remedies[cure].apply(useLab.getState().spec))}
    >
      {t('diagnosis.try', { remedy: text(remedies[cure].title) })}
    </Button>
  );
});
