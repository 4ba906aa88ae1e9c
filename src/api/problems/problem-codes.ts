import type { EventRefusal } from '../../core/event/read-request.ts'
import type { Refusal } from '../../core/run/refusal.ts'
import type { BackupProblem } from '../../engine/backups.ts'
import type { AssumptionsProblem } from '../../engine/change-assumptions.ts'
import type { ConnectionProblem } from '../../engine/connections.ts'
import type { ContextProblem } from '../../engine/context.ts'
import type { DraftProblem } from '../../engine/drafts.ts'
import type { EventProblem } from '../../engine/events.ts'
import type { MemoryProblem } from '../../engine/memory.ts'
import type { NoticeProblem } from '../../engine/notices.ts'
import type { PersonProblem } from '../../engine/people.ts'
import type { PriceImportProblem } from '../../engine/prices.ts'
import type { ProjectProblem } from '../../engine/projects.ts'
import type { RowsRefused } from '../../engine/row-checks.ts'
import type { RunViewProblem } from '../../engine/run-views.ts'
import type { SignInProblem } from '../../engine/sign-in.ts'
import type { SkillRequestProblem } from '../../engine/skill-requests.ts'
import type { SourceProblem } from '../../engine/sources.ts'
import type { TokenProblem } from '../../engine/tokens.ts'
import type { TriggerProblem } from '../../engine/triggers.ts'
import type { DeliveryProblem, WebhookProblem } from '../../engine/webhooks.ts'

/** What only the API itself refuses. */
type ApiCode =
  | 'artifact-gone'
  | 'artifact-unknown'
  | 'body-invalid'
  | 'body-not-bytes'
  | 'body-not-json'
  | 'body-too-large'
  | 'capability-unavailable'
  | 'capability-unknown'
  | 'code-over'
  | 'collection-unknown'
  | 'demo-absent'
  | 'disk-full'
  | 'engine-stalled'
  | 'for-command-line'
  | 'host-refused'
  | 'idempotency-key-invalid'
  | 'internal'
  | 'not-allowed'
  | 'not-found'
  | 'not-shared'
  | 'not-signed-in'
  | 'nothing-to-compare'
  | 'origin-refused'
  | 'project-unseen'
  | 'gate-unknown'
  | 'query-invalid'
  | 'run-unknown'
  | 'samples-invalid'
  | 'test-over'
  | 'test-too-large'
  | 'template-unknown'
  | 'version-unknown'
  | 'workflow-exists'

export type ProblemCode =
  | Refusal['code']
  | AssumptionsProblem['code']
  | BackupProblem['code']
  | Exclude<DraftProblem['code'], 'start-refused'>
  | SkillRequestProblem['code']
  | SourceProblem['code']
  | ConnectionProblem['code']
  | WebhookProblem['code']
  | DeliveryProblem['code']
  | EventRefusal['code']
  | EventProblem['code']
  | MemoryProblem['code']
  | ContextProblem['code']
  | ProjectProblem['code']
  | NoticeProblem['code']
  | PersonProblem['code']
  | TokenProblem['code']
  | SignInProblem['code']
  | PriceImportProblem['code']
  | TriggerProblem['code']
  | RowsRefused['code']
  | RunViewProblem['code']
  | ApiCode

export interface ProblemKind {
  readonly status: ErrorStatus
  readonly title: string
}

export type ErrorStatus = 400 | 401 | 403 | 404 | 409 | 410 | 413 | 415 | 422 | 429 | 500 | 503 | 507

/** The one table of what the API answers when it does not do what was asked. */
export const PROBLEMS = {
  'already-published': { status: 409, title: 'This version is published already' },
  'answer-not-offered': { status: 422, title: 'Not an answer this task offers' },
  'artifact-gone': { status: 410, title: 'The file is gone' },
  'artifact-unknown': { status: 404, title: 'No such file' },
  'backup-under-way': { status: 409, title: 'A backup is being taken' },
  'binding-invalid': { status: 422, title: 'Not a reference' },
  'body-invalid': { status: 422, title: 'The request does not fit' },
  'body-not-bytes': { status: 415, title: 'Not a file' },
  'body-not-json': { status: 415, title: 'Not JSON' },
  'body-too-large': { status: 413, title: 'Too large' },
  'capability-unavailable': { status: 409, title: 'Nobody here can do it' },
  'channel-changed': { status: 409, title: 'Changed meanwhile' },
  'channel-unknown': { status: 404, title: 'No such way of telling' },
  'channels-full': { status: 409, title: 'Too many' },
  'notice-settings-invalid': { status: 422, title: 'Settings that can not be used' },
  'capability-unknown': { status: 404, title: 'No such skill' },
  'code-over': { status: 401, title: 'The start link is over' },
  'code-refused': { status: 403, title: 'No code here' },
  'collection-unknown': { status: 404, title: 'No such collection' },
  'connection-changed': { status: 409, title: 'Changed somewhere else' },
  'connection-exists': { status: 409, title: 'There is one already' },
  'connection-invalid': { status: 422, title: 'The connection does not fit' },
  'connection-unknown': { status: 404, title: 'No such connection' },
  'connections-full': { status: 409, title: 'Too many connections' },
  'context-unknown': { status: 404, title: 'No such context' },
  'delivery-unsigned': { status: 401, title: 'Not signed' },
  'demo-absent': { status: 404, title: 'The demo is not here' },
  'email-taken': { status: 409, title: 'Somebody has this address' },
  'draft-absent': { status: 409, title: 'Nobody is working on it' },
  'draft-changed': { status: 409, title: 'Changed somewhere else' },
  'draft-unreadable': { status: 422, title: 'Not a document' },
  'disk-full': { status: 507, title: 'The disk is full' },
  'event-invalid': { status: 400, title: 'Not an event' },
  'event-not-json': { status: 400, title: 'Not JSON' },
  'event-type-unsupported': { status: 415, title: 'Not in a form that events have' },
  'event-reserved': { status: 422, title: 'Told by runs only' },
  'events-busy': { status: 503, title: 'Too many events at once' },
  'engine-stalled': { status: 503, title: 'The engine stands still' },
  'file-changed': { status: 409, title: 'The file was edited' },
  'firing-skipped': { status: 409, title: 'The schedule did not start a run' },
  'instant-started': { status: 409, title: 'Started already' },
  'instant-to-come': { status: 409, title: 'Still to come' },
  'instant-unknown': { status: 422, title: 'Not a time of this schedule' },
  'backfill-too-long': { status: 422, title: 'Too many at once' },
  'trigger-no-event': { status: 409, title: 'It does not wait for events' },
  'trigger-no-schedule': { status: 409, title: 'Not a schedule' },
  'trigger-off': { status: 409, title: 'It is off' },
  'folder-unknown': { status: 404, title: 'No such folder' },
  'for-command-line': { status: 403, title: 'Only for the command line' },
  'file-invalid': { status: 422, title: 'The file can not be taken' },
  'files-full': { status: 409, title: 'Too many files' },
  'files-invalid': { status: 422, title: 'The files do not fit' },
  'files-not-taken': { status: 422, title: 'No files here' },
  'four-eyes': { status: 403, title: 'Somebody else must decide' },
  'host-refused': { status: 403, title: 'Unknown address' },
  'id-changed': { status: 422, title: 'Another id' },
  'idempotency-key-invalid': { status: 400, title: 'Not a key' },
  'invitation-over': { status: 409, title: 'The invitation is over' },
  'inputs-invalid': { status: 422, title: 'The inputs do not fit' },
  internal: { status: 500, title: 'Something broke' },
  'key-file-exposed': { status: 409, title: 'Others can read the key file' },
  'key-file-invalid': { status: 409, title: 'Not a key file' },
  'key-file-missing': { status: 409, title: 'The key file is gone' },
  'memory-changed': { status: 409, title: 'Changed by somebody else' },
  'memory-deprecated': { status: 409, title: 'Out of use' },
  'memory-known': { status: 409, title: 'Known already' },
  'memory-merge-itself': { status: 422, title: 'One and the same' },
  'memory-not-candidate': { status: 409, title: 'Approved already' },
  'memory-other-venture': { status: 422, title: 'Of another venture' },
  'memory-stable': { status: 409, title: 'Stable already' },
  'memory-too-long': { status: 422, title: 'Too long together' },
  'memory-unknown': { status: 404, title: 'Not remembered' },
  'password-unfit': { status: 422, title: 'Not a password to use' },
  'people-full': { status: 409, title: 'Too many people' },
  'person-invalid': { status: 422, title: 'Does not fit' },
  'person-unknown': { status: 404, title: 'Nobody of that name' },
  'token-decides': { status: 422, title: 'Only people decide' },
  'token-unknown': { status: 404, title: 'No such token' },
  'tokens-full': { status: 409, title: 'Too many tokens' },
  'nothing-accepted': { status: 409, title: 'Nothing is accepted' },
  'nothing-to-compare': { status: 404, title: 'Nothing to compare with' },
  'nothing-to-accept': { status: 409, title: 'Nothing to accept' },
  'no-question': { status: 409, title: 'Nothing is asked' },
  'not-allowed': { status: 403, title: 'Not allowed' },
  'not-found': { status: 404, title: 'Nothing here' },
  'not-published': { status: 409, title: 'Not published' },
  'not-shared': { status: 409, title: 'Not shared' },
  'not-signed-in': { status: 401, title: 'Not signed in' },
  'not-yet-executed': { status: 422, title: 'Not run by this version' },
  'origin-refused': { status: 403, title: 'Not from this page' },
  'override-absent': { status: 404, title: 'No such override' },
  'overrides-invalid': { status: 422, title: 'The overrides file would be wrong' },
  'outputs-invalid': { status: 422, title: 'The outputs do not fit' },
  'outputs-required': { status: 422, title: 'Outputs are missing' },
  'outputs-too-large': { status: 422, title: 'The outputs are too large' },
  'plan-drifted': { status: 409, title: 'Something changed since it was planned' },
  'plan-incomplete': { status: 422, title: 'It can not be run yet' },
  'price-list-unknown': { status: 422, title: 'Not a list of prices' },
  'prices-full': { status: 409, title: 'Too many prices' },
  'prices-invalid': { status: 422, title: 'The price file has errors' },
  'project-changed': { status: 409, title: 'The project has changed' },
  'project-gone': { status: 404, title: 'The folder is gone' },
  'project-unknown': { status: 404, title: 'No such project' },
  'project-unreadable': { status: 409, title: 'A part of the project can not be read' },
  'project-unseen': { status: 403, title: 'Nobody has accepted this project' },
  'gate-unknown': { status: 404, title: 'Nothing is asked of how sure it is' },
  'query-invalid': { status: 400, title: 'The address does not fit' },
  'rows-refused': { status: 422, title: 'These rows can not be taken' },
  'retry-unclear': { status: 409, title: 'Not clear where to begin' },
  'rounds-exhausted': { status: 409, title: 'Tried too often' },
  'run-finished': { status: 409, title: 'The run has ended' },
  'run-not-failed': { status: 409, title: 'The run did not fail' },
  'run-not-finished': { status: 409, title: 'The run has not ended' },
  'run-erased': { status: 409, title: 'The run was erased' },
  'run-not-paused': { status: 409, title: 'The run is not paused' },
  'question-open': { status: 409, title: 'Asked already' },
  'run-unknown': { status: 404, title: 'No such run' },
  'samples-invalid': { status: 422, title: 'The sample rows do not fit' },
  'secret-unreadable': { status: 409, title: 'The key can not be opened' },
  'sign-in-link-over': { status: 409, title: 'The link is over' },
  'sign-in-refused': { status: 403, title: 'Not signed in' },
  'skill-request-unknown': { status: 404, title: 'No such request' },
  'skill-requests-full': { status: 409, title: 'Too many requests for skills' },
  'source-changed': { status: 409, title: 'Changed somewhere else' },
  'source-file-unknown': { status: 404, title: 'No such file' },
  'source-fixed': { status: 403, title: 'Not to be changed here' },
  'source-invalid': { status: 422, title: 'The text has errors' },
  'stage-not-ready': { status: 409, title: 'The stage can not begin' },
  'assumptions-changed': { status: 409, title: 'Changed by somebody else' },
  'attempt-over': { status: 409, title: 'The try is over' },
  'over-budget': { status: 409, title: 'The budget does not allow it' },
  'notes-exhausted': { status: 409, title: 'The try has said too much' },
  'stage-settled': { status: 409, title: 'The stage is done' },
  'stage-unknown': { status: 404, title: 'No such stage' },
  'task-changed': { status: 409, title: 'The case has changed' },
  'task-claimed': { status: 409, title: 'Somebody else has it' },
  'task-decided': { status: 409, title: 'Answered already' },
  'task-not-yours': { status: 403, title: 'Somebody else is asked' },
  'task-unknown': { status: 404, title: 'No such task' },
  'task-withdrawn': { status: 409, title: 'The task was withdrawn' },
  'test-over': { status: 404, title: 'The test is over' },
  'test-too-large': { status: 422, title: 'Too large a test' },
  'template-unknown': { status: 404, title: 'No such template' },
  'too-many-tries': { status: 429, title: 'Too many tries' },
  'too-many-runs': { status: 422, title: 'Too many runs at once' },
  'trigger-unknown': { status: 404, title: 'No such schedule' },
  'version-unknown': { status: 404, title: 'No such version' },
  'view-exists': { status: 409, title: 'There is one already' },
  'view-name-invalid': { status: 422, title: 'Not a name' },
  'view-unknown': { status: 404, title: 'No such view' },
  'views-changed': { status: 409, title: 'Changed meanwhile' },
  'views-full': { status: 409, title: 'Too many views' },
  'webhook-changed': { status: 409, title: 'Changed somewhere else' },
  'webhook-exists': { status: 409, title: 'There is one already' },
  'webhook-unknown': { status: 404, title: 'No such address' },
  'workflow-exists': { status: 409, title: 'There is one already' },
  'workflow-invalid': { status: 422, title: 'The WorkChart has errors' },
  'workflow-unknown': { status: 404, title: 'No such WorkChart' },
} as const satisfies Record<ProblemCode, ProblemKind>
