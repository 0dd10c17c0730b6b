import { Button, Group, Text } from '@mantine/core';
import { useLanguage } from '../../locales/useText';
import { useTranslation } from '../../locales/useTranslation';
import { Dismissible } from './Dismissible';
import { useStudy } from './definition';
import { KeptMessages } from './KeptMessages';
import { RoomMessages } from './RoomMessages';

/** One sentence for each failure to open, build, train or store a study. The page keeps its earlier content. */
export function Faults() {
  const { useStore, page } = useStudy();
  const { t } = useTranslation('study');
  const language = useLanguage();
  const problems = useStore((state) => state.problems);
  const problem = useStore((state) => state.problem);
  const fault = useStore((state) => state.fault);
  const tooLargeToStore = useStore((state) => state.tooLargeToStore);
  // Whether the controls show another study than the displayed one.
  const apart = useStore((state) => state.draft !== state.spec);
  const { dismiss, discardDraft } = useStore.getState();
  return (
    <RoomMessages>
      {(['file', 'link', 'stored'] as const).map(
        (field) =>
          problems[field] && (
            <Dismissible key={field} color="red" onDismiss={() => dismiss(field)}>
              {problems[field].in(language)}
            </Dismissible>
          ),
      )}
      {(problem || fault) && (
        <Dismissible color="red" onDismiss={() => dismiss()}>
          <Group gap={8}>
            <span>{problem ? problem.in(language) : t('fault', { message: fault })}</span>
            {apart && (
              <>
                <span>{t('apart')}</span>
                <Button size="compact-xs" variant="default" onClick={discardDraft}>
                  {t('discardDraft')}
                </Button>
              </>
            )}
          </Group>
        </Dismissible>
      )}
      <KeptMessages room={page} />
      {tooLargeToStore && (
        <Text size="xs" c="orange" role="status" data-testid="too-large-to-store">
          {t('tooLargeToStore')}
        </Text>
      )}
    </RoomMessages>
  );
}
