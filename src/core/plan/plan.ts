import type { Json, JsonObject } from '../basics/json.ts'
import type {
  Budget,
  BudgetAmount,
  Effect,
  GateTerms,
  Join,
  JsonSchema,
  OnError,
  OnReject,
  StageId,
  TaskPriority,
  WorkflowId,
  WorkingCalendar,
} from '../workflow/workflow.ts'

/**
 * What a run will do, with every name resolved and every default applied. A run carries its plan for life: an artifact
 * that is edited or deleted later changes nothing in flight. Plain JSON.
 */
export interface Plan {
  readonly schema: 'workcharts.plan/1'
  readonly workflow: PlannedWorkflow
  /** Run inputs by name, after the overrides' defaults. */
  readonly inputs: Readonly<Record<string, PlannedInput>>
  /** In the document's order. */
  readonly stages: readonly PlannedStage[]
  /** What the calls of models and agents may take; absent: as much as they need. */
  readonly budget?: Budget
  /** Expression text by name, `${{ … }}` included. */
  readonly outputs: Readonly<Record<string, string>>
}

interface PlannedWorkflow {
  readonly id: WorkflowId
  readonly name: string
  readonly venture?: string
  /** SHA-256 of the canonical document. */
  readonly digest: string
}

export interface PlannedInput {
  readonly schema: JsonSchema
  readonly required: boolean
  readonly default?: Json
}

export interface PlannedStage {
  readonly id: StageId
  readonly name: string
  readonly description?: string
  readonly instructions?: string
  readonly dependsOn: readonly StageId[]
  readonly join: Join
  readonly when?: string
  /** Stages whose `outcome` the condition reads: their refusal or failure does not skip this one. */
  readonly readsOutcomeOf: readonly StageId[]
  readonly onSkip: 'propagate' | 'continue'
  readonly primary: PlannedPerformer
  /** Which layer decided who does it. */
  readonly boundBy: BindingLayer
  readonly tools: readonly PlannedPerformer[]
  readonly reviewer?: PlannedPerformer
  /** Input name to a literal or to text holding `${{ … }}`. Absent: a person or agent gets inputs and handoffs. */
  readonly inputs?: Readonly<Record<string, Json>>
  /** The schema of the outputs as one object; absent: free. */
  readonly outputs?: JsonSchema
  readonly gate: PlannedGate
  readonly escalation: PlannedEscalation
  readonly context: PlannedContext
  /** What all its attempts in one run may take together. */
  readonly budget?: BudgetAmount
  /** Per attempt. Null: no limit (people have a deadline instead). */
  readonly timeoutMs: number | null
  readonly retry: RetryPolicy
  readonly onError: OnError
  readonly onReject: OnReject
  /** The strictest of the document, the primary and its tools. */
  readonly effect: Effect
}

export type BindingLayer = 'run flag' | 'project overrides' | 'workflow' | 'role default'

export type PlannedPerformer =
  | { readonly kind: 'human'; readonly ref: string; readonly name: string }
  | PlannedCapability
  /** Nothing here can perform it: a person is asked instead (`no-performer`). */
  | { readonly kind: 'unavailable'; readonly ref: string; readonly name: string; readonly reason: string }

export interface PlannedCapability {
  readonly kind: 'capability'
  readonly ref: string
  readonly name: string
  /** SHA-256 over the sorted list of the artifact's files; its bytes are in the blob store. */
  readonly digest: string
  readonly files: readonly PlannedFile[]
  readonly run: CapabilityRun
  readonly input?: JsonSchema
  readonly output?: JsonSchema
  readonly confidence: ConfidenceContract
  readonly effect: Effect
  /** Where what it is given goes to: a host, or in words. Absent: nowhere outside this computer, as far as is known. */
  readonly reaches?: string
}

export interface PlannedFile {
  readonly path: string
  readonly sha256: string
  readonly size: number
}

/** How a capability is carried out. */
export type CapabilityRun =
  | { readonly type: 'builtin'; readonly builtin: string; readonly settings: JsonObject }
  | { readonly type: 'command'; readonly argv: readonly string[]; readonly env: readonly string[] }
  | AgentRun
  /** A command line that works as an agent, known here by the name of its connection. */
  | { readonly type: 'program'; readonly connection: string }
  | McpRun

/** A tool of an MCP server, by its name there. */
export interface McpRun {
  readonly type: 'mcp'
  readonly server: string
  readonly tool: string
  /** SHA-256 of what the tool said of itself when this was planned. Absent: that is the digest of the capability. */
  readonly digest?: string
}

/** A model is asked, with the text of the artifact as its instructions. */
export interface AgentRun {
  readonly type: 'agent'
  readonly connection: string
  /** As the provider calls it. */
  readonly model: string
  /** Turns of one attempt in which tools may be used before an answer is due. */
  readonly maximumTurns: number
}

/** Whether a capability says how sure it is itself, is scored by another, or can not know. */
export type ConfidenceContract = 'reported' | 'scored' | 'none'

export type PlannedGate =
  | { readonly kind: 'none' }
  | ({ readonly kind: 'threshold'; readonly threshold: number } & GateTerms)
  | PlannedTarget

/** Answers pass from the limit on that is certified to let through at most this share of wrong ones. */
export type PlannedTarget = { readonly kind: 'target-error'; readonly target: number } & GateTerms

export interface PlannedEscalation {
  /** `human:…` references; they become people when the task opens. */
  readonly to: readonly string[]
  readonly slaMs: number
  /** Before the deadline, in the same hours; absent: nobody is reminded. */
  readonly remindMs?: number
  readonly onBreach: readonly { readonly afterMs: number; readonly to: readonly string[] }[]
  readonly form?: JsonSchema
  readonly instructions?: string
  /** Absent: whoever is asked, also about their own work. */
  readonly decidedBy?: 'another-person'
  /** Absent: normal. */
  readonly priority?: TaskPriority
  /** Absent: all hours count. */
  readonly calendar?: WorkingCalendar
}

export interface PlannedContext {
  readonly budgetTokens: number
  readonly usedTokens: number
  /** What is given to the performer, in order. */
  readonly modules: readonly PlannedModule[]
  /** What did not fit, or was optional and is not there. */
  readonly omitted: readonly OmittedContext[]
  /** SHA-256 over one line per module, as `sha256sum` prints: its SHA-256, two spaces, its ref. Absent: nothing is given. */
  readonly packSha256?: string
}

/** A module that is not given, or one item of it. */
export interface OmittedContext {
  readonly ref: string
  readonly reason: string
  readonly memoryId?: string
}

export interface PlannedModule {
  readonly ref: string
  readonly title: string
  /** Of its text, which is in the blob store. */
  readonly sha256: string
  readonly tokens: number
  /** The memory items that its text is made of, in its order. Absent: it is a text of its own. */
  readonly memoryIds?: readonly string[]
}

export interface RetryPolicy {
  readonly maximumAttempts: number
  readonly initialIntervalMs: number
  readonly backoffCoefficient: number
  readonly maximumIntervalMs: number
  readonly nonRetryable: readonly string[]
}
