import type { Result } from '../core/basics/result.ts'
import type { ActorId } from '../core/run/ids.ts'
import type { Diagnostic } from '../core/workflow/diagnostic.ts'
import type { AuditReader } from '../engine/audit-row.ts'
import type { Backups } from '../engine/backups.ts'
import type { CheckpointReader } from '../engine/checkpoint-reader.ts'
import type { ConnectionDesk } from '../engine/connections.ts'
import type { Context } from '../engine/context.ts'
import type { CreationsReader } from '../engine/creations.ts'
import type { DecidedReader } from '../engine/decided-row.ts'
import type { Drafts } from '../engine/drafts.ts'
import type { Engine } from '../engine/engine.ts'
import type { Events } from '../engine/events.ts'
import type { GateReader } from '../engine/gate-row.ts'
import type { LatestReceiptReader } from '../engine/latest-receipts.ts'
import type { Memory } from '../engine/memory.ts'
import type { Notices } from '../engine/notices.ts'
import type { People } from '../engine/people.ts'
import type { Blobs, Clock, Ids, Library } from '../engine/ports.ts'
import type { Prices } from '../engine/prices.ts'
import type { Projects } from '../engine/projects.ts'
import type { RowChecks } from '../engine/row-checks.ts'
import type { RunFinder } from '../engine/run-finder.ts'
import type { RunViews } from '../engine/run-views.ts'
import type { Samples } from '../engine/samples.ts'
import type { SignIn } from '../engine/sign-in.ts'
import type { SkillRequests } from '../engine/skill-requests.ts'
import type { Sources } from '../engine/sources.ts'
import type { StallReader } from '../engine/stall-row.ts'
import type { RunReader, Store, TriggerReader } from '../engine/store.ts'
import type { TallyReader } from '../engine/tally-row.ts'
import type { Templates } from '../engine/templates.ts'
import type { Tests } from '../engine/tests.ts'
import type { Tokens } from '../engine/tokens.ts'
import type { Triggers } from '../engine/triggers.ts'
import type { Webhooks } from '../engine/webhooks.ts'
import type { RunProblem, Workflows } from '../engine/workflows.ts'
import type { Finding } from './contract/system.ts'
import type { CreatedWorkflow } from './contract/workflows.ts'
import type { Sessions } from './posture/sessions.ts'
import type { Site } from './posture/site.ts'
import type { WebFiles } from './web-files.ts'

/** What the API is built from. */
export interface ApiParts {
  readonly engine: Engine
  readonly workflows: Workflows
  readonly triggers: Triggers
  readonly drafts: Drafts
  readonly tests: Tests
  readonly templates: Templates
  readonly samples: Samples
  readonly rowChecks: RowChecks
  readonly skillRequests: SkillRequests
  readonly sources: Sources
  readonly connections: ConnectionDesk
  readonly webhooks: Webhooks
  readonly events: Events
  readonly notices: Notices
  readonly prices: Prices
  readonly memory: Memory
  readonly context: Context
  readonly projects: Projects
  readonly runViews: RunViews
  readonly people: People
  readonly tokens: Tokens
  readonly reader: RunReader &
    GateReader &
    LatestReceiptReader &
    RunFinder &
    DecidedReader &
    StallReader &
    TriggerReader &
    CreationsReader &
    TallyReader &
    AuditReader &
    CheckpointReader &
    Pick<Store, 'findRun' | 'history' | 'due'>
  readonly library: Library
  readonly blobs: Pick<Blobs, 'find' | 'put'>
  readonly clock: Clock
  readonly ids: Ids
  readonly sessions: Sessions
  /** The port it is reached at on this machine: part of the addresses and the cookie's name. */
  readonly port: number
  /** Under which names it is asked; undefined: as this machine alone. */
  readonly site: Site | undefined
  /** Undefined: nobody but the local owner comes in. */
  readonly sharing: Sharing | undefined
  /** Whether this port takes deliveries of webhooks, or a listener of its own does. */
  readonly hooks: 'here' | 'elsewhere'
  /** The built web app; undefined: it was not built. */
  readonly web: WebFiles | undefined
  /** Writes a new document into a collection. */
  readonly create: (draft: WorkflowDraft) => Promise<Result<CreatedWorkflow, CreateProblem>>
  readonly backups: Backups
  /** Of the disk that everything is kept on. */
  readonly freeBytes: () => Promise<number>
  /** What `doctor` found. */
  readonly examine: () => Promise<readonly Finding[]>
  /** Undefined: this installation has no demo. */
  readonly demo: Demo | undefined
  /** Something broke that no caller is told about. */
  readonly onProblem: (error: unknown) => void
}

/** People of the house come in. */
export interface Sharing {
  readonly signIn: SignIn
  /** Where links lead that they are sent: `https://charts.example.com`. */
  readonly home: string
}

export interface WorkflowDraft {
  readonly text: string
  /** Undefined: the usual one. */
  readonly collection: string | undefined
}

/** Why nothing was written. */
export type CreateProblem =
  | { readonly code: 'workflow-invalid'; readonly problems: readonly Diagnostic[] }
  | { readonly code: 'workflow-exists'; readonly id: string; readonly file: string }
  | { readonly code: 'collection-unknown'; readonly collection: string }

/** The bundled demo. */
export interface Demo {
  readonly workflow: string
  readonly messages: number
  /** Starts a run for each message; returns how many. */
  readonly start: (by: ActorId) => Promise<Result<number, RunProblem>>
}
