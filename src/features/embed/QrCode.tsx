import { useMemo } from 'react';
import { encode } from 'uqr';
import { useTranslation } from '../../locales/useTranslation';

/** The most characters of a link that a QR code of the lowest error correction holds (ISO/IEC 18004). */
const most = 2953;

/** A link as a QR code, black on white in either theme, as scanners expect it. */
export function QrCode({ link }: { readonly link: string }) {
  const { t } = useTranslation('embed');
  const code = useMemo(
    () => (link.length <= most ? encode(link, { ecc: 'L', border: 0 }) : undefined),
    [link],
  );
  if (!code) return <p>{t('tooLongForQr', { length: link.length, most })}</p>;
  const path = code.data
    .flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : '')))
    .join('');
  return (
    <svg className="qr-code" viewBox={`0 0 ${code.size} ${code.size}`} role="img" aria-label={t('qrOf')}>
      <path d={path} shapeRendering="crispEdges" />
    </svg>
  );
}
