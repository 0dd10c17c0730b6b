import { Suspense, useState } from 'react';
import { loadWords } from '../../../locales/i18n';
import { lazyPart } from '../../../locales/lazyPart';
import { useTranslation } from '../../../locales/useTranslation';

const ShareDialog = lazyPart(async () => {
  const [{ ShareDialog: found }] = await Promise.all([import('../../embed'), loadWords('embed')]);
  return { default: found };
});

/** Opens a figure's link as a QR code, with the code that embeds the figure in another page. */
export function MoreLink({ link }: { readonly link: string }) {
  const { t } = useTranslation('learn');
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" onClick={() => setOpen(true)}>
        {t('shareMore')}
      </button>
      {open && (
        <Suspense>
          <ShareDialog
            link={`${location.origin}${location.pathname}${link}`}
            title={t('title')}
            embeds={{}}
            onClose={() => setOpen(false)}
          />
        </Suspense>
      )}
    </>
  );
}
