import { Bands, type ChartMeta, categoryColor } from '../../charts';

interface CosineByLayerProps {
  readonly meta: ChartMeta;
  readonly label: string;
  /** The name of the layers' axis. */
  readonly layer: string;
  /** The cosine at each layer, from the input on. */
  readonly cosines: readonly number[];
  readonly height?: number;
}

/** The cosine between two gradients at each layer. Below 0 the two gradients oppose each other. */
export function CosineByLayer({ meta, label, layer, cosines, height }: CosineByLayerProps) {
  return (
    <Bands
      meta={meta}
      series={[
        { id: 'cosine', label, color: categoryColor(2), x: cosines.map((_, l) => l + 1), values: cosines },
      ]}
      axis={{ label: 'cos', scale: 'linear', domain: [-1, 1] }}
      x={{ label: layer }}
      mark={0}
      points
      {...(height === undefined ? {} : { height })}
    />
  );
}
