import { Group, Text, UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { type ReactNode, useId, useState } from 'react';
import { useTranslation } from '../../locales/useTranslation';
import { useStudy } from './definition';

interface SetupFoldProps {
  /** The settings in a line, shown while they are folded. */
  readonly summary: string;
  readonly children: ReactNode;
}

/** Fields whose refusals are told beside the run, or at the top of the page. */
const elsewhere = /^(seeds|sweep|file|link|stored)\b/;

/**
 * The settings of a study. They fold away once it runs, so that its result is on the first screen, and open again when it is
 * reset, or when a change of them cannot run.
 */
export function SetupFold({ summary, children }: SetupFoldProps) {
  const { t } = useTranslation('study');
  const { useStore, useRepeats } = useStudy();
  const id = useId();
  const { done, progress } = useRepeats();
  const played = useStore(({ status, share }) => status === 'playing' || share > 0);
  const ran = played || done > 0 || progress !== undefined;
  const refused = useStore(
    ({ problem, problems }) => !!problem || Object.keys(problems).some((field) => !elsewhere.test(field)),
  );
  const [choice, setChoice] = useState<{ readonly ran: boolean; readonly open: boolean }>();
  const open = refused || (choice?.ran === ran ? choice.open : !ran);
  const Chevron = open ? IconChevronDown : IconChevronRight;
  return (
    <section aria-label={t('setup')}>
      <UnstyledButton
        className="setup-fold"
        aria-expanded={open}
        aria-controls={id}
        disabled={refused}
        onClick={() => setChoice({ ran, open: !open })}
      >
        <Group gap={6} wrap="nowrap">
          <Chevron size={16} aria-hidden style={{ flex: 'none' }} />
          <Text span size="sm" fw={600} style={{ flex: 'none' }}>
            {t('setup')}
          </Text>
          {!open && (
            <Text span size="xs" c="dimmed" truncate>
              {summary}
            </Text>
          )}
        </Group>
      </UnstyledButton>
      {/* Folded, it stays in the page: its pictures are not drawn again. */}
      <div id={id} hidden={!open}>
        {children}
      </div>
    </section>
  );
}
