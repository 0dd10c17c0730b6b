import type { ReactNode } from 'react';

/** Properties of every chart; the exported file carries all of them. */
export interface ChartMeta {
  /** An id for links that is also the file name stem, e.g. `signal-profile`. */
  readonly id: string;
  readonly title: string;
  /** One sentence: what is drawn and in which unit. It is shown on hover and read by screen readers. */
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
  /** Lengths of strokes and gaps, as in SVG's `stroke-dasharray`; a solid line by default. */
  readonly dash?: string;
}

/** A legend entry. */
export interface KeyEntry {
  readonly id: string;
  readonly label: string;
  readonly color: string;
  readonly dash?: string | undefined;
  readonly marker?: Marker | undefined;
  /** By default a point if there is a marker, else a line. */
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
  /** Whether the entry is only an explanation and cannot be hidden. */
  readonly fixed?: boolean;
}

export interface Axis {
  readonly label: string;
  /** e.g. `L2 norm`, `steps`; shown beside hovered values. */
  readonly unit?: string;
  readonly scale?: 'linear' | 'log';
  /** Whether the user can switch between linear and log. */
  readonly switchable?: boolean;
  /** The full range of the linear axis, if it is known beforehand. */
  readonly domain?: readonly [number, number];
  /** Whether the values are shares, shown as percentages. */
  readonly percent?: boolean;
}

/** A line with its band. */
export interface Band {
  readonly label: string;
  readonly values: readonly number[];
  readonly low: readonly number[];
  readonly high: readonly number[];
}

/**
 * Several quantities by layer, each in its own panel on one layer axis. Log axes leave out numbers ≤ 0, and the chart says
 * so.
 */
export interface LayerProfileProps {
  readonly meta: ChartMeta;
  /** Layer names from the input on; the last is the output layer. */
  readonly layers: readonly string[];
  /** Whether these are modules of a real model, whose names are their own: one called “3” need not be layer 3. */
  readonly areModules?: boolean;
  readonly panels: readonly {
    readonly series: Series;
    readonly axis: Axis;
    readonly help: string;
    /** Theory's values, drawn as a line with its band; one number for each layer that theory covers. */
    /** `key`: what the key says of it, unless it has a band. */
    readonly theory?: Band & { readonly key?: string };
    /** Another line for comparison. `key`: what the key says of it, unless it is another run. */
    readonly baseline?: Series & { readonly key?: string };
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
  /** A step that is marked. */
  readonly cursor?: number | undefined;
  /** The step that training has reached, which ends the axis; by default the last one drawn. */
  readonly end?: number | undefined;
}

/** One quantity, layer × step, as a heatmap on a canvas with a colour scale. */
export interface LayerTimeHeatmapProps {
  readonly meta: ChartMeta;
  readonly steps: ArrayLike<number>;
  readonly layers: readonly string[];
  /** `[layers, steps]`, row-major. */
  readonly values: Float64Array;
  readonly axis: Axis;
  /** The step that training has reached, which ends the axis; by default the last one drawn. */
  readonly end?: number | undefined;
}

/** One quantity of a model's modules over steps, beside the tree of the modules. */
export interface ModuleHeatmapProps {
  readonly meta: ChartMeta;
  /** The rows from the top: modules, collapsed groups, and expanded groups (which have no numbers of their own). */
  readonly rows: readonly {
    readonly key: string;
    readonly label: string;
    readonly type: string;
    /** The whole name. */
    readonly title: string;
    readonly depth: number;
    /** Undefined for a module. */
    readonly expanded: boolean | undefined;
  }[];
  readonly steps: ArrayLike<number> & Iterable<number>;
  /** `[rows, steps]`, row-major. */
  readonly values: Float64Array;
  /** 1 where there is a number. */
  readonly measured: Uint8Array;
  readonly axis: Axis;
  /** All numbers that the colours range over, if another chart shares them. */
  readonly range?: Float64Array | undefined;
  readonly selected: string | undefined;
  readonly onSelect: (key: string) => void;
  readonly onToggle: (key: string) => void;
  /** The column of the step that is looked at. */
  readonly cursor: number | undefined;
  readonly onCursor: (column: number) => void;
}

export interface ConfusionMatrixProps {
  readonly meta: ChartMeta;
  readonly classNames: readonly string[];
  /** `[classes, classes]`; rows are true classes. */
  readonly counts: ArrayLike<number>;
}

export interface PlanePoints {
  /** `[n, 2]`. */
  readonly points: ArrayLike<number>;
  /** The class index or the target of each point. */
  readonly values: ArrayLike<number>;
  /** Points before this index are train samples (drawn solid), the rest are test samples (drawn hollow). */
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

/** Points of a plane over the network's prediction at every place. */
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

/** The factors by which the signal changes into each layer, and their product. */
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
  /** The layer that `products` are relative to, as in the middle of a sentence; the output layer unless given. */
  readonly reference?: string;
  /** ‖δ‖ of each layer as a share of the reference's: the product of all factors from there down to it. */
  readonly products: readonly number[];
  /** The same with one cause held constant. */
  readonly ablated?: { readonly label: string; readonly products: readonly number[] } | undefined;
  /** A sentence about the hovered layer with its own values. */
  readonly explain: (layer: number) => {
    readonly title: string;
    readonly rows: readonly { readonly label: string; readonly value: string }[];
  };
  readonly onSelectLayer: (layer: number) => void;
}

/** Counts of numbers in bins of equal width between `low` and `high`. */
export interface Counts {
  readonly low: number;
  readonly high: number;
  readonly counts: ArrayLike<number> & Iterable<number>;
  /** The count of numbers outside all bins. */
  readonly outside: number;
}

/** Distributions one behind the other, the first at the top. */
export interface RidgesProps {
  readonly meta: ChartMeta;
  readonly rows: readonly { readonly name: string; readonly counts: Counts; readonly color: string }[];
  readonly axisLabel: string;
  /** The meaning of a row: a layer, a step. */
  readonly rowLabel: string;
  /** The rows' steps, if they are steps: the rows closest to round ones are named. */
  readonly steps?: readonly number[] | undefined;
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

/** Layers as columns of units, from inputs to outputs. */
export interface NetworkDiagramProps {
  readonly meta: ChartMeta;
  readonly columns: readonly {
    readonly name: string;
    /** The inputs: `activations` holds their values, and no signal arrives. */
    readonly input?: boolean;
    readonly activations: ArrayLike<number>;
    /** |δ| of each drawn unit. */
    readonly signals: ArrayLike<number>;
    /** The output of each drawn unit over the plane, `[units drawn, resolution²]`, rows from the smallest y. */
    readonly maps?: ArrayLike<number>;
    /** The number of units that are not drawn. */
    readonly hidden: number;
    /** The layer's signal as a share of the output layer's. */
    readonly arrives: number;
    /** Connections from the previous column. */
    readonly connections: readonly { readonly from: number; readonly to: number; readonly weight: number }[];
  }[];
  /** `plane`: each unit is drawn as its map, if it has one. */
  readonly colorBy: 'activation' | 'signal' | 'plane';
  readonly selected: { readonly column: number; readonly unit: number } | undefined;
  readonly onSelect: (column: number, unit: number) => void;
  /** For single weights that can be chosen: the unit's column, the source unit in the previous column, and the unit. */
  readonly onSelectWeight?: ((column: number, from: number, to: number) => void) | undefined;
  /** Whether each column is marked, because it is pointed at elsewhere. */
  readonly pointed?: readonly boolean[];
  /** The column under the pointer; undefined when it leaves the picture. */
  readonly onPoint?: (column: number | undefined) => void;
  /** Controls beside the title. */
  readonly tools?: ReactNode;
}

/** The output of one unit over the plane, `[resolution²]`, rows from the smallest y. */
export interface UnitMapProps {
  readonly meta: ChartMeta;
  readonly resolution: number;
  readonly values: readonly number[];
}

/** A line over a common axis, with the band of its repeats. */
export interface BandSeries {
  readonly id: string;
  readonly label: string;
  readonly color: string;
  readonly dash?: string;
  /** The marker shape if values are drawn as points; by default each series has a different one. */
  readonly marker?: Marker;
  readonly x: readonly number[];
  readonly values: readonly number[];
  readonly low?: readonly number[];
  readonly high?: readonly number[];
}

/** Several runs for comparison: over steps, over layers, or over a few settings. */
export interface BandsProps {
  readonly meta: ChartMeta;
  readonly series: readonly BandSeries[];
  readonly axis: Axis;
  /** A log axis leaves out places ≤ 0. `end` is a place that the axis reaches even if no line does. */
  readonly x: { readonly label: string; readonly scale?: 'linear' | 'log'; readonly end?: number };
  /** A height that is marked, and its meaning. */
  readonly mark?: number;
  readonly markLabel?: string;
  /** A place on the common axis that is marked, and its meaning. */
  readonly xMark?: number | undefined;
  readonly xMarkLabel?: string | undefined;
  /** Draws each value as a marker with an error bar instead of a band, for curves of few values. */
  readonly points?: boolean;
  /** The meaning of a band's ends; by default the 10 % and 90 % quantiles over repeats. */
  readonly bounds?: readonly [string, string];
  /** Draws each series in its own tile, all on the same axes and with one cross-hair. */
  readonly tiles?: boolean;
}

/** The columns or rows of a grid. If they stand for numbers, the axis has ticks at round ones. */
export interface CellAxis {
  readonly label: string;
  readonly labels: readonly string[];
  readonly numbers?: readonly number[] | undefined;
}

/** A value for each cell of a grid over two fields. */
export interface GridMapProps {
  readonly meta: ChartMeta;
  readonly x: CellAxis;
  /** One empty label if there is only one field. */
  readonly y: CellAxis;
  /** `[rows, columns]`, the smallest y first; NaN if there is no number (yet). */
  readonly values: Float64Array;
  /**
   * `[rows, columns]`: 1 if most runs diverged; 2 if all runs are done but there is no number, e.g. because outputs are
   * constant; else 0. A cell with 0 and no value has not run yet.
   */
  readonly states: Uint8Array;
  /** `[rows, columns]`: the first step that was not finite, where most runs diverged; else NaN. */
  readonly divergedAt?: Float64Array;
  readonly metric: string;
  /** Whether the values are shares, shown as percentages. */
  readonly percent?: boolean;
  readonly colors: 'sequential' | 'diverging';
  readonly middle?: number | undefined;
  /** Lines over the map, by columns and rows; 0 is the centre of the first. */
  readonly curves: readonly {
    readonly id: string;
    /** SVG dash pattern. */
    readonly dashes: string;
    readonly points: readonly (readonly [number, number])[];
  }[];
  readonly onPick: (x: number, y: number) => void;
}

/** The predictions of several models for one sample. */
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
  /** The index of the true class. */
  readonly truth?: number | undefined;
}

/** Samples whose confidence (the largest probability) lies between the same two bounds. */
export interface ConfidenceBin {
  /** The mean over the bin's samples, like the accuracy; meaningless if `count` is 0. */
  readonly confidence: number;
  readonly accuracy: number;
  readonly count: number;
}

/** How often models are right at each confidence (Guo et al. 2017, arXiv:1706.04599). */
export interface ReliabilityDiagramProps {
  readonly meta: ChartMeta;
  readonly series: readonly {
    readonly id: string;
    readonly label: string;
    readonly color: string;
    readonly bins: readonly ConfidenceBin[];
    /** Expected calibration error, as a share. */
    readonly ece: number;
  }[];
}

/** A value for each pair of names. */
export interface ValueMatrixProps {
  readonly meta: ChartMeta;
  /** The names of the rows, and of the columns if they differ. */
  readonly names: readonly string[];
  readonly columnNames?: readonly string[];
  readonly rowLabel: string;
  readonly columnLabel: string;
  /** `[rows, columns]`; NaN if there is none. */
  readonly values: ArrayLike<number>;
  readonly colors: 'sequential' | 'diverging';
  /** The ends of the colour scale; by default those of the values, with 0 in the middle of a diverging scale. */
  readonly range?: readonly [number, number];
}

/** The planes of several models as small tiles on the same axes, each compared with the first. */
export interface BoundaryTilesProps {
  readonly meta: ChartMeta;
  readonly classNames: readonly string[];
  readonly data: PlanePoints;
  /** Points of another domain, drawn as triangles. */
  readonly extra?: (PlanePoints & { readonly label: string }) | undefined;
  /** Surfaces of class probabilities, `[resolution², classes]`, all with the same resolution and bounds. */
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
  /** The names of both axes, and the shares of the variance that they explain. */
  readonly axes: readonly [ScatterAxis, ScatterAxis];
}

export interface ScatterAxis {
  readonly label: string;
  readonly share?: number | undefined;
}

/** Points of several planes side by side on the same axes. */
export interface PointPlanesProps {
  readonly meta: ChartMeta;
  readonly classNames: readonly string[];
  readonly planes: readonly { readonly id: string; readonly label: string; readonly data: PlanePoints }[];
  /** The names of the two axes. */
  readonly axes: readonly [string, string];
}

/** A small picture in its own pixels. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  /** `[height, width]`, rows from the top. */
  readonly values: ArrayLike<number>;
  /** Grey from 0, black, to 1, white; or blue below 0 and red above, up to the largest magnitude (or `reach`). */
  readonly colors?: 'gray' | 'diverging';
  readonly reach?: number;
}

/** Bars of a mean or median, each with the interval of its repeats. */
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
  /** A value that is marked, e.g. the teacher's. */
  readonly reference?: { readonly label: string; readonly value: number } | undefined;
}

/** A quantity over a plane, with a path through it. */
export interface ContourPathProps {
  readonly meta: ChartMeta;
  readonly x: { readonly label: string; readonly domain: readonly [number, number] };
  readonly y: { readonly label: string; readonly domain: readonly [number, number] };
  /** `[resolution, resolution]`, rows from the smallest y, over the domains from end to end. */
  readonly resolution: number;
  readonly values: ArrayLike<number>;
  readonly valueLabel: string;
  readonly path: {
    readonly label: string;
    /** `[steps, 2]` */
    readonly points: ArrayLike<number>;
    readonly values?: ArrayLike<number>;
  };
  readonly marks?: readonly {
    readonly x: number;
    readonly y: number;
    readonly label: string;
    readonly color: string;
  }[];
}
