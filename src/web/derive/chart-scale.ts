/** A stretch of numbers, or of pixels; `from` may be the larger one. */
export interface Span {
  readonly from: number
  readonly to: number
}

/** Places the numbers of one stretch on another. Of a stretch without length everything is at its beginning. */
export function scale(numbers: Span, pixels: Span): (value: number) => number {
  const length = numbers.to - numbers.from
  const factor = length === 0 ? 0 : (pixels.to - pixels.from) / length
  return (value) => pixels.from + (value - numbers.from) * factor
}

/** The steps people count in, within a power of ten. */
const STEPS = [1, 2, 5, 10] as const
/** Makes up for binary fractions: 0.1 + 0.2 is a tick at 0.3. */
const DIGITS = 9

/** Round numbers from 0 to at least `max`, in at most `count` steps. */
export function niceTicks(max: number, count: number): readonly number[] {
  const step = niceStep(Math.max(max, 0) / count)
  return ticksTo(max, step)
}

/** The same for things that can not be halved. */
export function wholeTicks(max: number, count: number): readonly number[] {
  return ticksTo(max, Math.max(1, niceStep(Math.max(max, 0) / count)))
}

function ticksTo(max: number, step: number): readonly number[] {
  const steps = Math.max(1, Math.ceil(round(max / step)))
  return Array.from({ length: steps + 1 }, (_, place) => round(place * step))
}

function niceStep(atLeast: number): number {
  if (atLeast <= 0) return 1
  const power = 10 ** Math.floor(Math.log10(atLeast))
  const step = STEPS.find((each) => each * power >= atLeast * (1 - 10 ** -DIGITS)) ?? STEPS[3]
  return round(step * power)
}

function round(value: number): number {
  return Number(value.toPrecision(DIGITS))
}

/** A point of a drawing, in pixels. */
export interface Point {
  readonly x: number
  readonly y: number
}

/** The stretches between gaps: where nothing is known, no line is drawn. */
export function stretches<T>(values: readonly (T | null)[]): readonly (readonly T[])[] {
  const found: T[][] = [[]]
  for (const value of values) {
    if (value === null) found.push([])
    else found.at(-1)?.push(value)
  }
  return found.filter((stretch) => stretch.length > 0)
}

/** A line through points. */
export function linePath(points: readonly Point[]): string {
  return points.map(({ x, y }, place) => `${place === 0 ? 'M' : 'L'}${px(x)} ${px(y)}`).join('')
}

/** What lies between two lines over the same places. */
export function areaPath(upper: readonly Point[], lower: readonly Point[]): string {
  if (upper.length === 0) return ''
  return `${linePath([...upper, ...lower.toReversed()])}Z`
}

/** A line that holds its height until the next point. */
export function stepPath(points: readonly Point[]): string {
  const [first, ...others] = points
  if (first === undefined) return ''
  return `M${px(first.x)} ${px(first.y)}${others.map(({ x, y }) => `H${px(x)}V${px(y)}`).join('')}`
}

function px(value: number): number {
  return Math.round(value * 10) / 10
}

/** A word below a drawing. */
export interface AxisWord {
  /** Where, from 0 to 1. */
  readonly at: number
  readonly words: string
}

/** The width of a letter of the axis, on the safe side. */
const LETTER_PX = 6.5
const GAP_PX = 10

/** Those for which there is room: the last one first, then from the left what touches none that is there. */
export function wordsThatFit(words: readonly AxisWord[], widthPx: number): readonly AxisWord[] {
  const last = words.at(-1)
  if (last === undefined) return []
  const kept: AxisWord[] = [last]
  for (const word of words.slice(0, -1)) if (kept.every((other) => isApart(word, other, widthPx))) kept.push(word)
  return kept.toSorted((left, right) => left.at - right.at)
}

function isApart(one: AxisWord, other: AxisWord, widthPx: number): boolean {
  const apartPx = Math.abs(one.at - other.at) * widthPx
  return apartPx >= ((one.words.length + other.words.length) / 2) * LETTER_PX + GAP_PX
}
