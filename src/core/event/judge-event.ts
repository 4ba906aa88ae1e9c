import type { Result } from '../basics/result.ts'
import { err, ok } from '../basics/result.ts'
import type { ExpressionError } from '../expression/evaluate.ts'
import { evaluateCondition, evaluateTemplate } from '../expression/evaluate.ts'
import type { ExpressionScope } from '../expression/scope.ts'
import type { EventTrigger } from '../workflow/workflow.ts'
import type { CloudEvent } from './cloud-event.ts'
import { DEDUPE_TEXT_MAX } from './limits.ts'

/** What makes one event the same as another, for one trigger. */
export interface EventKey {
  readonly source: string
  readonly id: string
}

/** Whether a trigger's `event` means events of this type: the type itself, or its beginning and a `*`. */
export function matchesType(pattern: string, type: string): boolean {
  return pattern.endsWith('*') ? type.startsWith(pattern.slice(0, -1)) : type === pattern
}

/** Whether the filter of a trigger lets an event through. The scope has the event. */
export function passesFilter(
  { filter }: Pick<EventTrigger, 'filter'>,
  scope: ExpressionScope,
): Result<boolean, ExpressionError> {
  return filter === undefined ? ok(true) : evaluateCondition(filter, scope)
}

/** What stands as the source of keys that an expression gave: an event's own source is never empty. */
const GIVEN_BY_EXPRESSION = ''

/** Source and id of the event, or the text that the trigger's `dedupe` gives. */
export function eventKey(
  { dedupe }: Pick<EventTrigger, 'dedupe'>,
  { source, id }: Pick<CloudEvent, 'source' | 'id'>,
  scope: ExpressionScope,
): Result<EventKey, ExpressionError> {
  if (dedupe === undefined) return ok({ source, id })
  const given = evaluateTemplate(dedupe, scope)
  if (!given.ok) return given
  const { value } = given
  const text = typeof value === 'number' || typeof value === 'boolean' ? String(value) : value
  if (typeof text !== 'string' || text === '') return refuse(dedupe, NO_TEXT)
  return text.length > DEDUPE_TEXT_MAX ? refuse(dedupe, TOO_LONG) : ok({ source: GIVEN_BY_EXPRESSION, id: text })
}

function refuse(expression: string, message: string): Result<never, ExpressionError> {
  return err({ code: 'expression-type', message, expression })
}

const NO_TEXT =
  '`dedupe` gave neither text nor a number. Name what is the same in two events that are one, for example an order number.'
const TOO_LONG = `\`dedupe\` gave more than ${DEDUPE_TEXT_MAX} characters. Name one short member of the event.`
