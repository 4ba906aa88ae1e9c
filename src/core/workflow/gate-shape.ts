import { band } from './band-shape.ts'
import { atMost, setOf } from './collection-shapes.ts'
import { GATE_SAMPLES_MAX, GATE_SAMPLES_MIN, GATE_SEGMENTS_MAX } from './limits.ts'
import { optional, record, required } from './record-shape.ts'
import { fraction, scalarOf, text, wholeNumber } from './scalar-shapes.ts'
import type { Cursor, Shape } from './shape.ts'
import { mapShape, refuse, refuseType } from './shape.ts'
import type { GateSetting, GateTerms, SegmentSetting } from './workflow.ts'

const segments: Shape<SegmentSetting> = record({
  input: required('input', text),
  values: required('values', mapShape(atMost(GATE_SEGMENTS_MAX, setOf(text)), someValues)),
})

/** Values that can not be read are reported at their own place. */
function someValues(values: readonly string[], cursor: Cursor): readonly string[] | undefined {
  return cursor.node.kind !== 'list' || cursor.node.items.length > 0 ? values : refuse(cursor, NO_VALUES)
}

/** `none`, or a map with either `threshold` or `target_error`. */
export const gate: Shape<GateSetting> = {
  schema: { anyOf: [{ const: 'none' }, gateMap().schema] },
  read: (cursor) => {
    if (cursor.node.kind === 'map') return gateMap().read(cursor)
    return scalarOf(cursor) === 'none' ? { kind: 'none' } : refuseType(cursor, '`none` or a map', spellingHelp(cursor))
  },
}

function gateMap(): Shape<GateSetting> {
  const settings = record({
    threshold: optional('threshold', fraction),
    targetError: optional('target_error', fraction),
    auditRate: optional('audit_rate', fraction),
    samples: optional('samples', wholeNumber({ minimum: GATE_SAMPLES_MIN, maximum: GATE_SAMPLES_MAX })),
    reviewBetween: optional('review_between', band),
    segments: optional('segments', segments),
  })
  return mapShape(settings, toGate)
}

interface GateMap extends GateTerms {
  readonly threshold?: number
  readonly targetError?: number
}

function toGate({ threshold, targetError, ...terms }: GateMap, cursor: Cursor): GateSetting | undefined {
  if (threshold !== undefined && targetError !== undefined) return refuse(cursor, TWO_MEASURES)
  if (threshold !== undefined) return { kind: 'threshold', threshold, ...terms }
  if (targetError !== undefined) return { kind: 'target-error', targetError, ...terms }
  return hasMeasure(cursor) ? undefined : refuse(cursor, NO_MEASURE)
}

const NO_VALUES = {
  rule: 'bad-value',
  message: 'The gate tells no kinds of answers apart, so none could ever pass.',
  help: 'Write the values that are judged apart, or remove `segments`.',
} as const

const TWO_MEASURES = {
  rule: 'bad-value',
  message: 'A gate has either a `threshold` or a `target_error`, not both.',
  help: 'Remove one of the two.',
} as const

const NO_MEASURE = {
  rule: 'missing-key',
  message: 'The gate says nothing about when an answer passes.',
  help: 'Write for example `gate: { threshold: 0.85 }`, or `gate: none`.',
} as const

/** Whether a measure is written, but could not be read: then it is already reported. */
function hasMeasure({ node }: Cursor): boolean {
  return node.kind === 'map' && (node.entries.has('threshold') || node.entries.has('target_error'))
}

function spellingHelp(cursor: Cursor): string {
  const value = scalarOf(cursor)
  const isMeasure = typeof value === 'number' && value >= 0 && value <= 1
  return `Write \`gate: { threshold: ${isMeasure ? value : 0.85} }\`, or \`gate: none\`.`
}
