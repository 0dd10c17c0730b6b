import { Button, Group } from '@mantine/core';
import { download } from '../../charts';
import { useLanguage } from '../../locales/useText';
import { useTranslation } from '../../locales/useTranslation';
import { deleteAside, exportAside, sayBad, sayNotKept, useKept } from '../../store/kept';
import { Dismissible } from './Dismissible';

/** Says once that a room keeps nothing, or what is wrong with what an earlier visit left in it. */
export function KeptMessages({ room }: { readonly room: string }) {
  const { t } = useTranslation('study');
  const language = useLanguage();
  const notKept = useKept((kept) => kept.notKept[room]);
  const bad = useKept((kept) => kept.bad[room]);
  const save = async () => {
    const aside = await exportAside(room);
    if (aside) download(`gradient-lab.damaged-${room}.json`, aside);
  };
  return (
    <>
      {bad && (
        <Dismissible color="red" onDismiss={() => sayBad(room, undefined)} testId="bad-kept">
          <Group gap={8}>
            <span>{t('badKept', { fault: bad.in(language) })}</span>
            <Button size="compact-xs" variant="default" onClick={() => void save()}>
              {t('badKeptExport')}
            </Button>
            <Button size="compact-xs" variant="default" onClick={() => void deleteAside(room)}>
              {t('badKeptDelete')}
            </Button>
          </Group>
        </Dismissible>
      )}
      {notKept && (
        <Dismissible color="yellow" onDismiss={() => sayNotKept(room, undefined)} testId="not-kept">
          {t(`notKept.${notKept}`)}
        </Dismissible>
      )}
    </>
  );
}
