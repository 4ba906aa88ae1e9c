import type { Proof } from '../../test/faults/harness.ts'
import type { Figure } from '../figures.ts'

/** `task list, p95, ms (target <= 100)`: the unit after the last comma and the target, where there are any. */
const NAMED = /^(?<what>.*?)(?:, (?<unit>ms|s|MB))?(?: \(target <= (?<most>[\d.]+)\))?$/

/** The figures of a proof that are numbers, as a benchmark tells them. */
export function toFigures(figures: Proof['figures']): readonly Figure[] {
  return Object.entries(figures).flatMap(([name, value]) => (typeof value === 'number' ? [toFigure(name, value)] : []))
}

function toFigure(text: string, value: number): Figure {
  const { what = text, unit = '', most } = NAMED.exec(text)?.groups ?? {}
  return { name: what, value, unit, ...(most === undefined ? {} : { target: { atMost: Number(most) } }) }
}
