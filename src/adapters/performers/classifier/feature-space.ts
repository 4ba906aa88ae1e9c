/** What the training texts teach: which features recur, and how much each one tells. */
export interface FeatureSpace {
  /** Feature hash to column. */
  readonly columns: ReadonlyMap<number, number>
  /** Inverse document frequency by column. */
  readonly weights: Float64Array
  /** The weight of a feature that has no column. */
  readonly unseenWeight: number
}

/** The columns that a vector has, ascending, and their values. */
export interface SparseVector {
  readonly columns: Int32Array
  readonly values: Float64Array
}

/** A text in a feature space. */
export interface TextVector extends SparseVector {
  /** The sum of all values, those of features without a column among them. */
  readonly total: number
}

/** What stands in one example only is more often chance than meaning; leaving it out also halves the work. */
const TEXTS_MIN = 2

/** Smoothed idf: `ln((1 + n) / (1 + df)) + 1`, so that a feature never seen has a finite weight too. */
export function featureSpaceOf(texts: readonly ReadonlyMap<number, number>[]): FeatureSpace {
  const frequencies = new Map<number, number>()
  for (const features of texts) {
    for (const feature of features.keys()) frequencies.set(feature, (frequencies.get(feature) ?? 0) + 1)
  }
  const known = [...frequencies]
    .filter(([, frequency]) => frequency >= TEXTS_MIN)
    .sort(([left], [right]) => left - right)
  const idf = (frequency: number) => Math.log((1 + texts.length) / (1 + frequency)) + 1
  return {
    columns: new Map(known.map(([feature], column) => [feature, column])),
    weights: Float64Array.from(known, ([, frequency]) => idf(frequency)),
    unseenWeight: idf(0),
  }
}

/**
 * Dampened counts times idf, scaled so that the whole text has length 1. Features without a column count in
 * that length: the stranger a text, the shorter its known part, and the closer its probabilities lie together.
 */
export function vectorOf(features: ReadonlyMap<number, number>, space: FeatureSpace): TextVector {
  let [squares, sum] = [0, 0]
  const entries: [number, number][] = []
  for (const [feature, count] of features) {
    const column = space.columns.get(feature)
    const idf = column === undefined ? space.unseenWeight : (space.weights[column] ?? 0)
    const value = (1 + Math.log(count)) * idf
    squares += value * value
    sum += value
    if (column !== undefined) entries.push([column, value])
  }
  entries.sort(([left], [right]) => left - right)
  const length = Math.sqrt(squares)
  return {
    columns: Int32Array.from(entries, ([column]) => column),
    values: Float64Array.from(entries, ([, value]) => value / length),
    total: sum / length,
  }
}
