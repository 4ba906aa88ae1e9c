import type { Json } from '../basics/json.ts'

/** Whether this build carries out what a key says. */
type Execution = 'executed' | NotYet

export interface NotYet {
  /** Which values are not carried out. */
  readonly when: (value: Json) => boolean
  readonly message: string
  readonly help: string
}

function notYet(what: string, help: string, when: (value: Json) => boolean): NotYet {
  return { when, message: `${what} not carried out yet.`, help }
}

function worker(): NotYet {
  const isWorkflow = (value: Json) => typeof value === 'string' && value.startsWith('workflow:')
  return notYet('Calling another workflow is', 'Name a person, an agent or a skill.', isWorkflow)
}

type Table = Readonly<Record<string, Execution>>

function executed(...keys: readonly string[]): Table {
  return Object.fromEntries(keys.map((key) => [key, 'executed']))
}

function under(prefix: string, table: Table): Table {
  return Object.fromEntries(Object.entries(table).map(([key, execution]) => [`${prefix}.${key}`, execution]))
}

const CONTEXT = executed(
  'context_policy',
  'context_policy.modules',
  'context_policy.modules[]',
  'context_policy.optional',
  'context_policy.optional[]',
  'context_policy.budget_tokens',
)

/** What `defaults` and stages have in common. */
const BEHAVIOUR: Table = {
  ...executed(
    'gate',
    'gate.threshold',
    'escalation',
    'escalation.to',
    'escalation.to[]',
    'escalation.sla',
    'escalation.remind',
    'escalation.on_breach',
    'escalation.on_breach[]',
    'escalation.on_breach[].after',
    'escalation.on_breach[].to',
    'escalation.on_breach[].to[]',
    'escalation.form',
    'escalation.instructions',
    'escalation.four_eyes',
    'escalation.priority',
    'escalation.calendar',
    'escalation.calendar.timezone',
    'escalation.calendar.hours',
    'escalation.calendar.hours[]',
    'escalation.calendar.hours[].days',
    'escalation.calendar.hours[].from',
    'escalation.calendar.hours[].to',
    'escalation.calendar.holidays',
    'escalation.calendar.holidays[]',
    'timeout',
    'retry',
    'retry.maximum_attempts',
    'retry.initial_interval',
    'retry.backoff_coefficient',
    'retry.maximum_interval',
    'retry.non_retryable',
    'retry.non_retryable[]',
    'on_error',
  ),
  ...executed('gate.target_error', 'gate.audit_rate', 'gate.samples', 'gate.review_between', 'gate.review_between[]'),
  ...executed('gate.segments', 'gate.segments.input', 'gate.segments.values', 'gate.segments.values[]'),
}

const STAGE: Table = {
  ...executed('id', 'name', 'description', 'instructions', 'depends_on', 'depends_on[]', 'join', 'when', 'on_skip'),
  ...executed('roles', 'roles.tools', 'inputs', 'inputs.*', 'outputs', 'outputs.*', 'on_reject', 'effect'),
  ...executed('budget', 'budget.tokens', 'budget.money'),
  'roles.primary': worker(),
  'roles.tools[]': worker(),
  'roles.reviewer': worker(),
  'roles.*': worker(),
  ...CONTEXT,
  ...BEHAVIOUR,
}

const TRIGGER: Table = {
  ...executed('id', 'type', 'inputs', 'inputs.*', 'enabled', 'cron', 'timezone', 'starts_on', 'ends_on', 'jitter'),
  ...executed('overlap', 'catch_up', 'catch_up_window', 'catch_up_max', 'pause_after'),
  ...executed('event', 'filter', 'dedupe'),
}

/**
 * Every key of a document, by its path, and whether this build carries it out: `[]` stands for each item of a list, `*`
 * for each name the author chose. A key that is not here is not known at all.
 */
export const EXECUTES: Table = {
  ...executed('workflow_id', 'name', 'description', 'tags', 'tags[]', 'owner', 'venture', 'version'),
  ...executed('inputs', 'inputs.*', 'inputs.*.optional', 'outputs', 'outputs.*'),
  ...executed('roles', 'roles.*', 'roles.*.accepts', 'roles.*.accepts[]', 'roles.*.description'),
  'roles.*.default': worker(),
  ...CONTEXT,
  defaults: 'executed',
  ...under('defaults', BEHAVIOUR),
  triggers: 'executed',
  'triggers[]': 'executed',
  ...under('triggers[]', TRIGGER),
  ...executed('budget', 'budget.run', 'budget.run.tokens', 'budget.run.money'),
  ...executed('budget.day', 'budget.day.tokens', 'budget.day.money'),
  stages: 'executed',
  'stages[]': 'executed',
  ...under('stages[]', STAGE),
  ...executed('view', 'view.positions', 'view.notes', 'view.notes[]'),
}
