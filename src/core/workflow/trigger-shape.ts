import { anyJson, mapOf } from './collection-shapes.ts'
import { positiveDuration } from './duration-shape.ts'
import { condition, template } from './expression-shapes.ts'
import { CATCH_UP_MAX, PAUSE_AFTER_MAX } from './limits.ts'
import { slug } from './name-shapes.ts'
import { defaulted, optional, record, required } from './record-shape.ts'
import { choice, date, text, trueOrFalse, wholeNumber } from './scalar-shapes.ts'
import type { Shape } from './shape.ts'
import { refuse, refuseType, stepInto } from './shape.ts'
import type { EventTrigger, ManualTrigger, ScheduleTrigger, Trigger } from './workflow.ts'

const inputs = defaulted('inputs', mapOf(anyJson), {})

const manual: Shape<ManualTrigger> = record({
  type: required('type', choice(['manual'])),
  id: defaulted('id', slug, 'manual'),
  inputs,
})

const schedule: Shape<ScheduleTrigger> = record({
  type: required('type', choice(['schedule'])),
  id: required('id', slug),
  cron: required('cron', text),
  timezone: required('timezone', text),
  startsOn: optional('starts_on', date),
  endsOn: optional('ends_on', date),
  jitterMs: optional('jitter', positiveDuration),
  overlap: defaulted('overlap', choice(['skip', 'queue', 'allow', 'cancel_other']), 'skip'),
  catchUp: defaulted('catch_up', choice(['none', 'last', 'all']), 'none'),
  catchUpWindowMs: optional('catch_up_window', positiveDuration),
  catchUpMax: optional('catch_up_max', wholeNumber({ minimum: 1, maximum: CATCH_UP_MAX })),
  pauseAfter: optional('pause_after', wholeNumber({ minimum: 1, maximum: PAUSE_AFTER_MAX })),
  inputs,
  enabled: defaulted('enabled', trueOrFalse, true),
})

const event: Shape<EventTrigger> = record({
  type: required('type', choice(['event'])),
  id: required('id', slug),
  event: required('event', text),
  filter: optional('filter', condition),
  inputs,
  dedupe: optional('dedupe', template),
  enabled: defaulted('enabled', trueOrFalse, true),
})

const BY_TYPE = { manual, schedule, event } as const

/** What starts a run. Its `type` decides which keys it has. */
export const trigger: Shape<Trigger> = {
  schema: { anyOf: Object.values(BY_TYPE).map(({ schema }) => schema) },
  read: (cursor) => {
    const { node } = cursor
    if (node.kind !== 'map') return refuseType(cursor, 'a map')
    const type = node.entries.get('type')
    if (type === undefined) return refuse(cursor, NO_TYPE)
    const word = typeOf.read(stepInto(cursor, 'type', type.value))
    return word && BY_TYPE[word].read(cursor)
  },
}

const typeOf = choice(['manual', 'schedule', 'event'])

const NO_TYPE = {
  rule: 'missing-key',
  message: 'This trigger has no `type`.',
  help: 'Add `type: manual`, `type: schedule` or `type: event`.',
} as const
