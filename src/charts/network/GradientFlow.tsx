import { useTranslation } from '../../locales/useTranslation';
import { formatNorm } from '../format';
import { flowWidths, type NetworkLayout } from './layout';

interface GradientFlowProps {
  /** The share of the output's signal that reaches each column; undefined at the inputs. */
  readonly arrives: readonly (number | undefined)[];
  readonly layout: NetworkLayout;
}

const color = 'var(--mantine-color-orange-6)';
const thickest = 9;

/** Draws the gradient's path from the output to the input. Its thickness is the logarithm of the remaining share. */
export function GradientFlow({ arrives, layout }: GradientFlowProps) {
  const { t } = useTranslation('charts');
  const { x, flowTop } = layout;
  const places = arrives.flatMap((share, column) => (share === undefined ? [] : [{ share, column }]));
  const [first, last] = [places[0], places.at(-1)];
  if (!first || !last || places.length < 2) return null;
  const widths = flowWidths(places.map(({ share }) => share)).map((width) => width * thickest);
  const middle = flowTop + thickest + 1;
  const upper = places.map(({ column }, i) => `${x(column).toFixed(1)},${(middle - widths[i]!).toFixed(2)}`);
  const lower = places.map(({ column }, i) => `${x(column).toFixed(1)},${(middle + widths[i]!).toFixed(2)}`);
  const tip = x(first.column) - 13;
  const barb = Math.max(3, widths[0]! + 2);
  return (
    <g>
      <path d={`M${upper.join('L')}L${lower.reverse().join('L')}Z`} fill={color} fillOpacity={0.85} />
      <path
        d={`M${x(first.column)},${middle - barb}L${tip},${middle}L${x(first.column)},${middle + barb}Z`}
        fill={color}
      />
      <text
        x={x(last.column)}
        y={flowTop + flowHeightOfText}
        textAnchor="end"
        fontSize={11}
        fill="var(--mantine-color-text)"
      >
        {t('flow', { share: formatNorm(first.share) })}
      </text>
      {places.map(({ share, column }, i) => (
        <rect
          key={column}
          x={x(column) - 6}
          y={middle - Math.max(3, widths[i]!)}
          width={12}
          height={2 * Math.max(3, widths[i]!)}
          fill="transparent"
        >
          <title>{t('arrives', { share: formatNorm(share) })}</title>
        </rect>
      ))}
    </g>
  );
}

const flowHeightOfText = 31;
