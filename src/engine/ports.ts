import type { JsonObject } from '../core/basics/json.ts'
import type { Result } from '../core/basics/result.ts'
import type { Timestamp } from '../core/basics/timestamp.ts'
import type { Claim, Excess } from '../core/budget/grant-claim.ts'
import type { CallSpending } from '../core/budget/spending.ts'
import type { Connection } from '../core/connection/connection.ts'
import type { ConnectionAnswer } from '../core/connection/connection-answer.ts'
import type { CatalogEntry, ContextEntry } from '../core/plan/catalog.ts'
import type { Overrides } from '../core/plan/overrides-file.ts'
import type { PlannedCapability } from '../core/plan/plan.ts'
import type { AttemptResult } from '../core/run/answer.ts'
import type { AttemptNote } from '../core/run/attempt-note.ts'
import type { RunId } from '../core/run/ids.ts'
import type { RowTable } from '../core/run/row-table.ts'
import type { SampleTable } from '../core/run/sample-rows.ts'
import type { Reference, ReferenceKind } from '../core/workflow/reference.ts'
import type { JsonSchema, StageId, WorkflowId } from '../core/workflow/workflow.ts'

/** Time. */
export interface Clock {
  readonly now: () => Timestamp
}

/** Identity and chance. */
export interface Ids {
  /** A new time-ordered id. */
  readonly next: () => string
  /** Uniform in [0, 1). */
  readonly random: () => number
  /** 128 bits of chance, in hexadecimal. */
  readonly salt: () => string
  /** Lower-case hexadecimal SHA-256 of UTF-8 text. */
  readonly sha256: (text: string) => string
  /** Lower-case hexadecimal HMAC-SHA-256 of UTF-8 text. `secret`: hexadecimal. */
  readonly hmac: (secret: string, text: string) => string
}

/** Content-addressed bytes. */
export interface Blobs {
  /** Durable when it resolves. Putting the same bytes again changes nothing. Returns their lower-case hex SHA-256. */
  readonly put: (bytes: Uint8Array) => Promise<string>
  /** Whether bytes of this name were put here by this process and are still there: to put them again would change nothing. */
  readonly holds: (sha256: string) => Promise<boolean>
  /** The bytes, checked against their name. Undefined: not there. */
  readonly find: (sha256: string) => Promise<Uint8Array | undefined>
}

/** Room that a budget leaves for one call. */
export interface Reservation {
  /** In and out, at most; null: as many as it takes. */
  readonly tokens: number | null
  /** Says what the call took, once it has ended, whatever came of it. What nobody knows counts as all that was set aside. */
  readonly settle: (spent: CallSpending) => void
}

/** One attempt at a stage. */
export interface Assignment {
  readonly run: RunId
  readonly stage: StageId
  readonly stageName: string
  readonly performer: PlannedCapability
  readonly instructions?: string
  readonly inputs: JsonObject
  /** The schema of what it must give as one object; absent: free. */
  readonly outputs?: JsonSchema
  /** What it may use on the way. */
  readonly tools: readonly PlannedCapability[]
  readonly context: readonly { readonly ref: string; readonly title: string; readonly text: string }[]
  /** The same for every attempt that must have its effect at most once. */
  readonly idempotencyKey: string
  readonly attempt: number
  /** What a person said when asking for another try. */
  readonly note?: string
  /**
   * Writes down what happens on the way, for the run's log. Durable when it resolves: what is not `pure` is written down
   * before it is done. False: the attempt is over, or has said too much already, and must not go on.
   */
  readonly record: (note: AttemptNote) => Promise<boolean>
  /**
   * Asks the budgets for a call that costs something, before it is made. Durable when it resolves. An error: the call must
   * not be made, and the attempt ends with this code and message.
   */
  readonly reserve: (claim: Claim) => Promise<Result<Reservation, NoRoom>>
}

export interface NoRoom {
  readonly code: Excess['code'] | 'interrupted'
  readonly message: string
}

/** Does the capabilities whose `run.type` (and, for `builtin`, name) it was registered for. */
export interface Performer {
  /**
   * Does one attempt. Never rejects for what the capability did wrong: that is a `failed` result. When `signal` aborts,
   * everything it started is stopped before the promise settles.
   */
  readonly perform: (assignment: Assignment, signal: AbortSignal) => Promise<AttemptResult>
}

/** Who answers for agents here, and the key each is reached with. */
export interface Connections {
  readonly list: () => Promise<readonly Connection[]>
  /** Undefined: there is none of that name. `key` null: it is reached without one. Rejects where the key can not be read. */
  readonly find: (name: string) => Promise<{ readonly connection: Connection; readonly key: string | null } | undefined>
}

/** Keeps secrets unreadable for whoever has the data folder alone. */
export interface Vault {
  /** Text that only this vault opens, and only under the same label. Makes the vault's key where none was ever needed. */
  readonly seal: (secret: string, label: string) => Promise<Result<string, VaultProblem>>
  readonly open: (sealed: string, label: string) => Promise<Result<string, VaultProblem>>
}

export interface VaultProblem {
  /** `secret-unreadable`: it was sealed with another key, under another label, or was changed. */
  readonly code: 'key-file-missing' | 'key-file-exposed' | 'key-file-invalid' | 'secret-unreadable'
  /** What happened and what to do next. Holds no secret. */
  readonly detail: string
}

/** Signs receipts, by Ed25519. Keys (public: SPKI, private: PKCS 8) and signatures are hexadecimal. */
export interface ReceiptSigner {
  /** By chance. */
  readonly makeKey: () => { readonly publicKey: string; readonly privateKey: string }
  readonly sign: (text: string, privateKey: string) => string
}

/** Reaches for a connection without giving it any work. */
export interface ConnectionTester {
  /** Never rejects for what answers there, or does not. The answer holds no key, whatever came back. */
  readonly test: (connection: Connection, key: string | null) => Promise<ConnectionAnswer>
}

/** A workflow document as it stands in a collection. */
export interface WorkflowFile {
  readonly name: string
  readonly collection: string
  /** Shown to people and used in positions. */
  readonly file: string
  /** Where it is, as an absolute path. */
  readonly path: string
  /** Where a context module that it lacks would be created, as an absolute path. */
  readonly contextFolder: string
  readonly text: string
}

/** Something in a collection that could not be used. */
export interface UnusableArtifact {
  readonly file: string
  readonly reason: string
  readonly mend: string
}

/** The collections that are the user's own to write. */
export interface Shelf {
  /** Where a workflow is kept: where it stands already if that is the user's own (`file` as shown), else a new place. */
  readonly placeFor: (workflow: WorkflowId, file: string | undefined) => ShelfPlace
  /** The text of a file; undefined: it is not there. */
  readonly read: (file: string) => Promise<string | undefined>
  /** Whole and durable when it resolves. */
  readonly write: (file: string, text: string) => Promise<void>
  /** What is not there need not be removed. */
  readonly remove: (file: string) => Promise<void>
}

export interface ShelfPlace {
  readonly collection: string
  /** As shown to people. */
  readonly file: string
}

/** Artifacts by reference, from collections, the user's and the project's folders. Reads only. */
export interface Library {
  /**
   * The artifact, its bytes put into the blob store. Undefined: no such artifact. Of several with that name the project's
   * own comes first, then the one of the given collection (that of the workflow). Of a pinned one the version that fits;
   * where none fits, the first, so that the plan can say what changed.
   */
  readonly resolve: (reference: Reference, collection?: string) => Promise<CatalogEntry | undefined>
  readonly listWorkflows: () => Promise<readonly WorkflowFile[]>
  /** Everything that can do a stage, for the registry. */
  readonly listCapabilities: () => Promise<readonly CatalogEntry[]>
  /** Every context module that a workflow of this collection can name. */
  readonly listContext: (collection?: string) => Promise<readonly ContextEntry[]>
  readonly listUnusable: () => Promise<readonly UnusableArtifact[]>
  /**
   * What the project changes about shared workflows, read from its overrides file; undefined where it has none. `known`:
   * the id of a workflow that the file may name though no collection holds it.
   */
  readonly overrides: (known?: WorkflowId) => Promise<Overrides | undefined>
}

/** A new text for a file of an artifact. */
export interface SourceChange {
  /** Of what the file belongs to. */
  readonly kind: ReferenceKind
  /** As the library shows it. */
  readonly file: string
  /** What it says now. */
  readonly before: string
  readonly text: string
}

/** Something that keeps a text from being used. Line and column count from 1. */
export interface SourceFault {
  readonly line: number
  readonly column: number
  readonly message: string
  readonly help: string
}

/** Everything that is wrong with a new text, in its order; empty: it may be written. */
export type CheckSource = (change: SourceChange) => readonly SourceFault[]

/** The table in a CSV text, or in one sentence why there is none. */
export type ParseTable = (csv: string) => Result<SampleTable, string>

/** The rows that a text holds, however they are written, or in one sentence why there are none. */
export type ParseRows = (text: string) => Result<RowTable, string>

/** WorkCharts to begin from, each with the skills, agents and context it needs. They come with the program. */
export interface TemplateFiles {
  /** By id. */
  readonly list: () => Promise<readonly TemplateFile[]>
  /**
   * Copies what the template brings along into the collection where new documents go, each part whole and durable. What
   * has the same name there already is never touched. Rejects where there is no such template.
   */
  readonly install: (id: string) => Promise<void>
}

export interface TemplateFile {
  readonly id: string
  /** Shown to people and used in positions. */
  readonly file: string
  readonly text: string
  /** Sample rows, as CSV. */
  readonly samples: string
  /** What people do in it. */
  readonly people: string
  /** What it is given, and what has to be there. */
  readonly needs: string
  /** What it brings along and the user already has under the same name, saying something else: theirs is used. */
  readonly kept: readonly string[]
}
