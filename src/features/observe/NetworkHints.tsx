import { useTranslation } from '../../locales/useTranslation';
import { useGuide } from '../../store/guide';

interface NetworkHintsProps {
  /** Height of the picture below its title, in pixels. */
  readonly height: number;
}

/** Hints with thin arrows into the picture, which explain a unit and the colours. A hint disappears once it has been used. */
export function NetworkHints({ height }: NetworkHintsProps) {
  const { t } = useTranslation('start');
  const waiting = useGuide((guide) => guide.waiting);
  return (
    <div className="network-hints">
      {waiting.includes('unit') && (
        <p style={{ left: 112, top: 5 }}>
          {t('hints.unit')}
          <Arrow path="M2,2 C14,4 20,12 20,26" end={[20, 26]} />
        </p>
      )}
      {waiting.includes('color') && (
        <p style={{ left: 46, top: height + 14 }}>
          <Arrow path="M20,14 C8,14 4,10 3,1" end={[3, 1]} />
          {t('hints.color')}
        </p>
      )}
    </div>
  );
}

/** A thin line with a small arrow head at its end. The head points down or up, as the line arrives. */
function Arrow({ path, end: [x, y] }: { readonly path: string; readonly end: readonly [number, number] }) {
  const barb = y > 10 ? -4 : 4;
  return (
    <svg width="24" height="28" viewBox="0 0 24 28" aria-hidden>
      <path d={path} />
      <path d={`M${x - 3},${y + barb}L${x},${y}L${x + 3},${y + barb}`} />
    </svg>
  );
}
