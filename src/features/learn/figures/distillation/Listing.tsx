import { download } from '../../../../charts';
import { useTranslation } from '../../../../locales/useTranslation';
import classic from '../../listings/classic.py?raw';
import mended from '../../listings/mended.py?raw';

/** Python programs of the text, which a test runs: tests/full/listings.test.ts. */
const listings = { classic, mended };

/** A program of the text, to read and to take away. */
export function Listing({ name }: { readonly name: keyof typeof listings }) {
  const { t } = useTranslation('learnDistillation');
  const code = listings[name];
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard. */}
      <section className="listing" tabIndex={0} aria-label={t(`listings.${name}`)}>
        <pre>
          <code>{code}</code>
        </pre>
      </section>
      <p className="figure-links">
        <button type="button" onClick={() => download(`${name}.py`, code, 'text/x-python')}>
          {t('download', { file: `${name}.py` })}
        </button>
      </p>
    </>
  );
}
