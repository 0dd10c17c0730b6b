import type { ReactNode } from 'react';

/** What every chart is told about itself; the exported file carries all of it. */
export interface ChartMeta {
  /** Link-able id and file name stem, e.g. `signal-profile`. */
  readonly id: string;
  readonly title: string;
  /** One sentence: what is drawn and in which unit; shown on hover and read by screen readers. */
  readonly description: string;
  /** The spec's short description and seed, e.g. `20 × 32 sigmoid, glorotNormal, moons, sgd 0.1, seed 1, step 400`. */
  readonly caption: () => string;
}

/** A named row of numbers. */
export interface Series {
  readonly id: string;
  readonly label: string;
  readonly values: ArrayLike<number>;
  /** CSS colour; by default the chart's palette gives one. */
  readonly color?: string;
  /** Lengths of strokes and gaps, as SVG's `stroke-dasharray` takes them; a solid line by default. */
  readonly dash?: string;
}

/** What a legend says of one thing that is drawn. */
export interface KeyEntry {
  readonly id: string;
  readonly label: string;
  readonly color: string;
  readonly dash?: string | undefined;
  readonly marker?: Marker | undefined;
  /** By default a point where there is a marker, else a line. */
  readonly shape?:
    | 'line'
    | 'lineAndBand'
    | 'bar'
    | 'band'
    | 'point'
    | 'ring'
    | 'hatch'
    | 'cross'
    | 'errorBar';
  /** Whether it only tells, and cannot be hidden. */
  readonly fixed?: boolean;
}

export interface Axis {
  readonly label: string;
  /** e.g. `L2 norm`, `steps`; shown beside hovered values. */
  readonly unit?: string;
  readonly scale?: 'linear' | 'log';
  /** Whether the user may switch between linear and log. */
  readonly switchable?: boolean;
  /** The whole of the linear axis, where it is known beforehand. */
  readonly domain?: readonly [number, number];
  /** Whether the values are shares, shown as percentages. */
  readonly percent?: boolean;
}

/** A line with what it may stray to. */
export interface Band {
  readonly label: string;
  readonly values: readonly number[];
  readonly low: readonly number[];
  readonly high: readonly number[];
}

/** Several quantities by layer, each its own panel above the next, on one layer axis. Numbers ≤ 0 are left out of log axes and said to be. */
export interface LayerProfileProps {
  readonly meta: ChartMeta;
  /** Layer names from the input on; the last is the output layer. */
  readonly layers: readonly string[];
  readonly panels: readonly {
    readonly series: Series;
    readonly axis: Axis;
    readonly help: string;
    /** What theory expects, drawn as a line with its band; a number for each layer that it speaks of. */
    readonly theory?: Band;
    /** The same of another run, where it is compared. */
    readonly beside?: Series;
  }[];
  readonly selectedLayer: number | undefined;
  readonly onSelectLayer: (layer: number) => void;
}

/** Lines over steps. */
export interface OverTimeProps {
  readonly meta: ChartMeta;
  readonly steps: ArrayLike<number>;
  readonly series: readonly Series[];
  readonly axis: Axis;
  /** A step to mark. */
  readonly cursor?: number | undefined;
  /** The step that training has reached, where the axis ends; by default the last one drawn. */
  readonly end?: number | undefined;
}

/** One quantity, layer × step, as a canvas picture with a colour scale. */
export interface LayerTimeHeatmapProps {
  readonly meta: ChartMeta;
  readonly steps: ArrayLike<number>;
  readonly layers: readonly string[];
  /** `[layers, steps]`, row-major. */
  readonly values: Float64Array;
  readonly axis: Axis;
  /** The step that training has reached, where the axis ends; by default the last one drawn. */
  readonly end?: number | undefined;
}

export interface ConfusionMatrixProps {
  readonly meta: ChartMeta;
  readonly classNames: readonly string[];
  /** `[classes, classes]`, rows the true class. */
  readonly counts: ArrayLike<number>;
}

export interface PlanePoints {
  /** `[n, 2]`. */
  readonly points: ArrayLike<number>;
  /** Class index of each, or target. */
  readonly values: ArrayLike<number>;
  /** Points before this one are train samples (drawn solid), the rest test samples (drawn hollow). */
  readonly trainPoints: number;
}

export interface Surface {
  readonly resolution: number;
  readonly bounds: {
    readonly xMin: number;
    readonly xMax: number;
    readonly yMin: number;
    readonly yMax: number;
  };
  readonly outputs: number;
  readonly values: ArrayLike<number>;
}

/** Points of a plane over what the network says of every place in it. */
export interface DecisionBoundaryProps {
  readonly meta: ChartMeta;
  readonly task: 'classification' | 'regression';
  readonly classNames: readonly string[];
  readonly data: PlanePoints;
  readonly surface: Surface | undefined;
}

/** A curve through points, for one input and one target. `data.points` is `[n, 1]`. */
export interface RegressionFitProps {
  readonly meta: ChartMeta;
  readonly data: PlanePoints;
  readonly surface: Surface | undefined;
}

/** Per layer: mean ± std of activations as a band, saturated and dead shares as bars. */
export interface ActivationStatsProps {
  readonly meta: ChartMeta;
  readonly layers: readonly string[];
  readonly mean: ArrayLike<number>;
  readonly std: ArrayLike<number>;
  readonly saturated: ArrayLike<number>;
  readonly dead: ArrayLike<number>;
  readonly selectedLayer: number | undefined;
  readonly onSelectLayer: (layer: number) => void;
}

/** The factors of the signal's step into each layer, and what they come to. */
export interface LayerCausesProps {
  readonly meta: ChartMeta;
  /** Names of the hidden layers from the input on. */
  readonly layers: readonly string[];
  /** One bar each at every layer, side by side. */
  readonly factors: readonly {
    readonly id: string;
    readonly label: string;
    readonly color: string;
    readonly values: readonly number[];
  }[];
  /** ‖δ‖ of each layer as a share of the output layer's: the product of all factors from the output down. */
  readonly products: readonly number[];
  /** The same with one cause held still. */
  readonly ablated?: { readonly label: string; readonly products: readonly number[] } | undefined;
  /** The hovered layer's numbers in words, with its own values. */
  readonly explain: (layer: number) => {
    readonly title: string;
    readonly rows: readonly { readonly label: string; readonly value: string }[];
  };
  readonly onSelectLayer: (layer: number) => void;
}

/** How often numbers fall into bins of equal width between `low` and `high`. */
export interface Counts {
  readonly low: number;
  readonly high: number;
  readonly counts: ArrayLike<number> & Iterable<number>;
  /** Numbers that no bin holds. */
  readonly outside: number;
}

/** Distributions one behind the other, the first at the top. */
export interface RidgesProps {
  readonly meta: ChartMeta;
  readonly rows: readonly { readonly name: string; readonly counts: Counts; readonly color: string }[];
  readonly axisLabel: string;
  /** What a row is: a layer, a step. */
  readonly rowLabel: string;
  readonly selected?: number | undefined;
  readonly onSelect?: (row: number) => void;
}

/** φ and φ' over the pre-activations of one layer. */
export interface ActivationCurveProps {
  readonly meta: ChartMeta;
  readonly value: (z: number) => number;
  readonly derivative: (z: number) => number;
  readonly counts: Counts;
}

/** Singular values at places along one axis. */
export interface SingularValuesProps {
  readonly meta: ChartMeta;
  readonly places: readonly string[];
  readonly placeLabel: string;
  readonly values: readonly number[];
  readonly low?: readonly number[];
  readonly high?: readonly number[];
  readonly theory?: readonly number[] | undefined;
  readonly labels: { readonly value: string; readonly theory: string };
}

/** Layers as columns of units, from the inputs to the outputs. */
export interface NetworkDiagramProps {
  readonly meta: ChartMeta;
  readonly columns: readonly {
    readonly name: string;
    /** The inputs: `activations` are their values, and no signal arrives. */
    readonly input?: boolean;
    readonly activations: ArrayLike<number>;
    /** |δ| of each unit drawn. */
    readonly signals: ArrayLike<number>;
    /** What each unit drawn answers over the plane, `[units drawn, resolution²]`, rows from the smallest y. */
    readonly maps?: ArrayLike<number>;
    /** Units that are not drawn. */
    readonly hidden: number;
    /** The layer's signal as a share of the output layer's. */
    readonly arrives: number;
    /** From the column before. */
    readonly connections: readonly { readonly from: number; readonly to: number; readonly weight: number }[];
  }[];
  /** `plane`: each unit by its map, where it has one. */
  readonly colorBy: 'activation' | 'signal' | 'plane';
  readonly selected: { readonly column: number; readonly unit: number } | undefined;
  readonly onSelect: (column: number, unit: number) => void;
  /** Where weights can be chosen one by one: the unit's column, the unit it comes from in the column before, and the unit. */
  readonly onSelectWeight?: ((column: number, from: number, to: number) => void) | undefined;
  /** Choices beside the title. */
  readonly tools?: ReactNode;
}

/** One unit's answers over the plane, `[resolution²]`, rows from the smallest y. */
export interface UnitMapProps {
  readonly meta: ChartMeta;
  readonly resolution: number;
  readonly values: readonly number[];
}

/** A line over a common axis, and the band that its repeats stray in. */
export interface BandSeries {
  readonly id: string;
  readonly label: string;
  readonly color: string;
  readonly dash?: string;
  /** Where values are drawn as points; by default each series has another. */
  readonly marker?: Marker;
  readonly x: readonly number[];
  readonly values: readonly number[];
  readonly low?: readonly number[];
  readonly high?: readonly number[];
}

/** Runs side by side: over steps, over layers, or over a few settings. */
export interface BandsProps {
  readonly meta: ChartMeta;
  readonly series: readonly BandSeries[];
  readonly axis: Axis;
  /** Places ≤ 0 are left out of a log axis. */
  readonly x: { readonly label: string; readonly scale?: 'linear' | 'log' };
  /** A height to mark, and what it stands for. */
  readonly mark?: number;
  readonly markLabel?: string;
  /** A place on the common axis to mark, and what it stands for. */
  readonly xMark?: number | undefined;
  readonly xMarkLabel?: string | undefined;
  /** Each value as a marker with an error bar instead of a band: for curves of few values. */
  readonly points?: boolean;
  /** What a band's ends are; by default the 10 % and 90 % quantiles over repeats. */
  readonly bounds?: readonly [string, string];
  /** Each in a tile of its own, all on the same axes and with one cross-hair. */
  readonly tiles?: boolean;
}

/** A value for each cell of a grid of two fields. */
export interface GridMapProps {
  readonly meta: ChartMeta;
  readonly x: { readonly label: string; readonly labels: readonly string[] };
  /** One empty label where there is one field. */
  readonly y: { readonly label: string; readonly labels: readonly string[] };
  /** `[rows, columns]`, the smallest y first; NaN where there is no number (yet). */
  readonly values: Float64Array;
  /**
   * `[rows, columns]`: 1 where most runs diverged, 2 where all are done and there is no number, e.g. of outputs that are constant,
   * else 0: a cell without a value is then still to be run.
   */
  readonly states: Uint8Array;
  readonly metric: string;
  readonly colors: 'sequential' | 'diverging';
  readonly middle?: number | undefined;
  /** Lines over the map, by columns and rows: 0 is the middle of the first. */
  readonly curves: readonly {
    readonly id: string;
    /** SVG dash pattern. */
    readonly dashes: string;
    readonly points: readonly (readonly [number, number])[];
  }[];
  readonly onPick: (x: number, y: number) => void;
}

/** What several models say of one sample. */
export interface ClassBarsProps {
  readonly meta: ChartMeta;
  readonly classNames: readonly string[];
  readonly series: readonly {
    readonly id: string;
    readonly label: string;
    readonly color: string;
    /** `[classes]`, probabilities. */
    readonly values: ArrayLike<number>;
  }[];
  /** Index of the true class. */
  readonly truth?: number | undefined;
}

/** Samples whose confidence, the largest probability, falls between the same two bounds. */
export interface ConfidenceBin {
  /** Mean over the bin's samples, as is the accuracy; of no meaning where `count` is 0. */
  readonly confidence: number;
  readonly accuracy: number;
  readonly count: number;
}

/** How often models are right when they are so sure (Guo et al. 2017, arXiv:1706.04599). */
export interface ReliabilityDiagramProps {
  readonly meta: ChartMeta;
  readonly series: readonly {
    readonly id: string;
    readonly label: string;
    readonly color: string;
    readonly bins: readonly ConfidenceBin[];
    /** Expected calibration error, a share. */
    readonly ece: number;
  }[];
}

/** A value for each pair of names. */
export interface ValueMatrixProps {
  readonly meta: ChartMeta;
  /** Names of the rows, and of the columns where these are not the same. */
  readonly names: readonly string[];
  readonly columnNames?: readonly string[];
  readonly rowLabel: string;
  readonly columnLabel: string;
  /** `[rows, columns]`; NaN where there is none. */
  readonly values: ArrayLike<number>;
  readonly colors: 'sequential' | 'diverging';
  /** The ends of the colours; by default the values' own, with 0 in the middle of diverging ones. */
  readonly range?: readonly [number, number];
}

/** The planes of several models as small tiles on the same axes, each against the first. */
export interface BoundaryTilesProps {
  readonly meta: ChartMeta;
  readonly classNames: readonly string[];
  readonly data: PlanePoints;
  /** Points of another domain, drawn as triangles. */
  readonly extra?: (PlanePoints & { readonly label: string }) | undefined;
  /** Surfaces of class probabilities, `[resolution², classes]`, all of one resolution and within the same bounds. */
  readonly tiles: readonly { readonly id: string; readonly label: string; readonly surface: Surface }[];
}

export type Marker = 'circle' | 'triangle' | 'square' | 'diamond';

/** Points of a plane in groups, e.g. the principal components of a layer for two domains. */
export interface ScatterProps {
  readonly meta: ChartMeta;
  readonly classNames: readonly string[];
  readonly groups: readonly {
    readonly id: string;
    readonly label: string;
    readonly color: string;
    readonly marker: Marker;
    /** `[n, 2]`. */
    readonly points: ArrayLike<number>;
    /** Class index of each point. */
    readonly values: ArrayLike<number>;
  }[];
  /** The two axes' names, and the shares of the variance that they explain. */
  readonly axes: readonly [ScatterAxis, ScatterAxis];
}

export interface ScatterAxis {
  readonly label: string;
  readonly share?: number | undefined;
}

/** Points of planes side by side on the same axes. */
export interface PointPlanesProps {
  readonly meta: ChartMeta;
  readonly classNames: readonly string[];
  readonly planes: readonly { readonly id: string; readonly label: string; readonly data: PlanePoints }[];
  /** What the two axes are called. */
  readonly axes: readonly [string, string];
}

/** A small picture in its own pixels. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  /** `[height, width]`, rows from the top. */
  readonly values: ArrayLike<number>;
  /** Greys from 0, black, to 1, white; or blue below 0, red above, as far as the largest magnitude (or `reach`). */
  readonly colors?: 'gray' | 'diverging';
  readonly reach?: number;
}

/** Bars of a mean or median, each with the interval that its repeats give. */
export interface GroupedBarsProps {
  readonly meta: ChartMeta;
  readonly axis: Axis;
  readonly rows: readonly {
    readonly id: string;
    readonly label: string;
    readonly color: string;
    readonly value: number;
    readonly low?: number | undefined;
    readonly high?: number | undefined;
  }[];
  /** A value to mark, e.g. the teacher's. */
  readonly reference?: { readonly label: string; readonly value: number } | undefined;
}
