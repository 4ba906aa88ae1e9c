import type { Brand } from '../basics/brand.ts'
import type { Json, JsonObject } from '../basics/json.ts'
import type { Money } from '../basics/money.ts'
import type { Reference } from './reference.ts'
import type { Weekday } from './weekday.ts'

/** `[a-z0-9][a-z0-9-]{0,63}`: the key of a workflow. Its title is `name`. */
export type WorkflowId = Brand<string, 'WorkflowId'>
/** `[a-z0-9][a-z0-9-]{0,63}`, unique within one workflow. */
export type StageId = Brand<string, 'StageId'>

/** A JSON Schema of draft 2020-12, as the author wrote it. */
export type JsonSchema = JsonObject

/**
 * A WorkChart as its author wrote it: what is absent in the document is absent here, durations are milliseconds,
 * references are parsed. Defaults are applied when a run is planned, so that printing adds nothing.
 */
export interface Workflow {
  readonly id: WorkflowId
  readonly name?: string
  readonly description?: string
  readonly tags?: readonly string[]
  readonly owner?: string
  readonly venture?: string
  readonly version?: string
  readonly inputs: Readonly<Record<string, InputSchema>>
  readonly roles: Readonly<Record<string, RoleSlot>>
  readonly contextPolicy?: ContextPolicy
  readonly defaults: StageDefaults
  readonly triggers: readonly Trigger[]
  /** Name to expression text, `${{ … }}` included. */
  readonly outputs: Readonly<Record<string, string>>
  readonly budget?: Budget
  readonly stages: readonly Stage[]
  readonly view?: JsonObject
}

/** One parameter of a run. It is required unless its schema has a `default` or the author wrote `optional: true`. */
export interface InputSchema {
  readonly schema: JsonSchema
  readonly required: boolean
  readonly default?: Json
}

export type CapabilityKind = 'agent' | 'skill' | 'model' | 'mcp' | 'command' | 'human' | 'workflow'

/** A role that is bound late: by a flag, a project or its own default. */
export interface RoleSlot {
  readonly accepts?: readonly CapabilityKind[]
  readonly default?: Reference
  readonly description?: string
}

export interface ContextPolicy {
  readonly modules: readonly Reference[]
  readonly optional: readonly Reference[]
  readonly budgetTokens?: number
}

/** What stages that say nothing do. */
export interface StageDefaults {
  readonly gate?: GateSetting
  readonly escalation?: EscalationSetting
  readonly timeoutMs?: number
  readonly retry?: RetrySetting
  readonly onError?: OnError
}

export type GateSetting =
  | { readonly kind: 'none' }
  | ({ readonly kind: 'threshold'; readonly threshold: number } & GateTerms)
  | ({ readonly kind: 'target-error'; readonly targetError: number } & GateTerms)

/** What a gate can say beside its measure. */
export interface GateTerms {
  /** The share of passing answers that a person looks at afterwards; absent: none. */
  readonly auditRate?: number
  /** How often the same question is asked, so that the answers can agree; absent: once. */
  readonly samples?: number
  /** A second skill is asked only where the confidence lies in it; absent: wherever there is one. */
  readonly reviewBetween?: Band
  /** The kinds of answers that are judged apart; absent: all are of one kind. */
  readonly segments?: SegmentSetting
}

/** An answer is of the kind that an input of its stage names; of any other value it is of no known kind. */
export interface SegmentSetting {
  readonly input: string
  readonly values: readonly string[]
}

/** Both from 0 to 1, and both included. */
export interface Band {
  readonly from: number
  readonly to: number
}

export interface EscalationSetting {
  readonly to?: readonly Reference[]
  readonly slaMs?: number
  /** How long before the deadline those who are asked are reminded; absent: they are not. */
  readonly remindMs?: number
  readonly onBreach?: readonly BreachStep[]
  readonly form?: JsonSchema
  readonly instructions?: string
  /** Whoever started the run, or decided a stage before, does not decide this one. */
  readonly fourEyes?: boolean
  readonly priority?: TaskPriority
  /** Where it is there, the reminder, the deadline and the steps after it count its hours alone. */
  readonly calendar?: WorkingCalendar
}

/** When people work. A moment counts where the clocks of the zone show one of the hours and the day is no holiday. */
export interface WorkingCalendar {
  /** IANA name. */
  readonly timezone: string
  readonly hours: readonly WorkingHours[]
  /** Days of the zone, as `2026-12-25`. */
  readonly holidays: readonly string[]
}

export interface WorkingHours {
  readonly days: readonly Weekday[]
  /** Minutes from the beginning of the day. */
  readonly fromMinute: number
  /** Not included. */
  readonly untilMinute: number
}

/** How much it matters that somebody looks at a task before others. */
export const TASK_PRIORITIES = ['low', 'normal', 'high', 'urgent'] as const
export type TaskPriority = (typeof TASK_PRIORITIES)[number]

/** People who are added when a task is still open `afterMs` after its deadline. */
interface BreachStep {
  readonly afterMs: number
  readonly to: readonly Reference[]
}

export interface RetrySetting {
  readonly maximumAttempts?: number
  readonly initialIntervalMs?: number
  readonly backoffCoefficient?: number
  readonly maximumIntervalMs?: number
  readonly nonRetryable?: readonly string[]
}

export type OnError = 'escalate' | 'fail' | 'continue'
export type OnReject = 'fail' | 'continue'
export type Effect = 'pure' | 'idempotent' | 'once-or-ask'
export type Join = 'all' | 'any'

export interface Stage {
  readonly id: StageId
  readonly name?: string
  readonly description?: string
  readonly instructions?: string
  /** Absent: the stage before this one in the list. Empty: starts at once. `dependenciesOf` applies the rule. */
  readonly dependsOn?: readonly StageId[]
  readonly join?: Join
  /** CEL text without the enclosing `${{ }}`. */
  readonly when?: string
  readonly onSkip?: 'propagate' | 'continue'
  readonly roles: StageRoles
  /** Literals, or text that holds `${{ … }}`. */
  readonly inputs?: Readonly<Record<string, Json>>
  readonly outputs?: Readonly<Record<string, JsonSchema>>
  readonly gate?: GateSetting
  readonly escalation?: EscalationSetting
  readonly contextPolicy?: ContextPolicy
  /** What all its attempts in one run may cost. */
  readonly budget?: BudgetAmount
  readonly timeoutMs?: number
  readonly retry?: RetrySetting
  readonly onError?: OnError
  readonly onReject?: OnReject
  readonly effect?: Effect
}

export interface StageRoles {
  readonly primary: Reference
  readonly tools: readonly Reference[]
  readonly reviewer?: Reference
  /** Any other named role: a tool of an agent primary. */
  readonly named: Readonly<Record<string, Reference>>
}

export type Trigger = ManualTrigger | ScheduleTrigger | EventTrigger

export interface ManualTrigger {
  readonly type: 'manual'
  readonly id: string
  readonly inputs: Readonly<Record<string, Json>>
}

export interface ScheduleTrigger {
  readonly type: 'schedule'
  readonly id: string
  /** Five fields. */
  readonly cron: string
  /** IANA zone. */
  readonly timezone: string
  /** The first and the last day on which it fires, `2026-12-31`, both in its zone and included. */
  readonly startsOn?: string
  readonly endsOn?: string
  /** Each instant is put off by a time of its own, up to this. */
  readonly jitterMs?: number
  readonly overlap: 'skip' | 'queue' | 'allow' | 'cancel_other'
  readonly catchUp: 'none' | 'last' | 'all'
  /** What was missed longer ago is not caught up. */
  readonly catchUpWindowMs?: number
  /** Of those that were missed, so many of the newest are caught up. */
  readonly catchUpMax?: number
  /** After so many runs in a row that failed, it pauses. */
  readonly pauseAfter?: number
  readonly inputs: Readonly<Record<string, Json>>
  readonly enabled: boolean
}

export interface EventTrigger {
  readonly type: 'event'
  readonly id: string
  /** A CloudEvents type, or a prefix of one that ends in `*`. */
  readonly event: string
  /** CEL text without the enclosing `${{ }}`. */
  readonly filter?: string
  readonly inputs: Readonly<Record<string, Json>>
  /** Text that holds `${{ … }}`: what it gives stands in for the event's source and id. */
  readonly dedupe?: string
  readonly enabled: boolean
}

export interface Budget {
  readonly run?: BudgetAmount
  /** Of all runs of the WorkChart in 24 hours. */
  readonly day?: BudgetAmount
}

/** An amount of money in micro-units, or of tokens. */
export type BudgetAmount = { readonly unit: 'tokens'; readonly amount: number } | ({ readonly unit: 'money' } & Money)
