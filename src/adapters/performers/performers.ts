import { assertNever } from '../../core/basics/assert-never.ts'
import type { PlannedCapability } from '../../core/plan/plan.ts'
import type { PriceBook } from '../../core/price/price-book.ts'
import type { Blobs, Clock, Connections, Performer } from '../../engine/ports.ts'
import { createAiConversations } from './agent/ai-conversation.ts'
import { createAgent } from './agent.ts'
import { createAddRow } from './builtin/add-row.ts'
import { createClassifyText } from './builtin/classify-text.ts'
import { createExtractDetails } from './builtin/extract-details.ts'
import { createFillInALetter } from './builtin/fill-in-a-letter.ts'
import { createLookUpRow } from './builtin/look-up-row.ts'
import { createSendEmail } from './builtin/send-email.ts'
import type { Containment } from './command/containment.ts'
import type { Environment } from './command/environment.ts'
import { createCommand } from './command.ts'
import type { MailPerson } from './mail/mail-message.ts'
import { createOutboxTransport } from './mail/outbox-transport.ts'
import type { SmtpServer } from './mail/smtp-transport.ts'
import { createSmtpTransport } from './mail/smtp-transport.ts'
import { createProgram } from './program.ts'
import { openTables } from './tables/tables.ts'

export interface PerformersOptions {
  readonly blobs: Blobs
  readonly clock: Clock
  readonly mail: MailOptions
  /** The folder of the CSV tables. */
  readonly tablesFolder: string
  /** The folder in which commands get their private working folders. It belongs to this process alone. */
  readonly scratchFolder: string
  /** Where commands get PATH, LANG, TZ and the variables their contracts name. */
  readonly environment: Environment
  /** What this machine has to keep commands apart from everything else. */
  readonly containment: () => Promise<Containment>
  /** Who answers for agents. */
  readonly connections: Pick<Connections, 'find'>
  /** Whoever calls the tools of MCP servers; absent: nobody. */
  readonly mcp?: Performer
  /** What models cost, as it is now. */
  readonly prices: () => Promise<PriceBook>
}

/** A model that says nothing for so long is gone: those that think aloud or in secret send something sooner. */
const SILENCE_MAX_MS = 3 * 60 * 1_000

export interface MailOptions {
  readonly from: MailPerson
  /** `outbox`: for development, each message becomes a file in the folder. */
  readonly transport:
    | { readonly type: 'outbox'; readonly folder: string }
    | { readonly type: 'smtp'; readonly server: SmtpServer }
}

export interface Performers {
  /** Whoever carries a capability out. Undefined: a built-in skill that this build does not have. */
  readonly find: (capability: PlannedCapability) => Performer | undefined
}

export function createPerformers(options: PerformersOptions): Performers {
  const builtins = createBuiltins(options)
  const { blobs, scratchFolder: scratch, environment, containment, connections } = options
  const command = createCommand({ blobs, scratch, environment, containment })
  const program = createProgram({ blobs, scratch, environment, containment, connections })
  const find: Performers['find'] = ({ run }) => {
    switch (run.type) {
      case 'builtin':
        return builtins.get(run.builtin)
      case 'command':
        return command
      case 'agent':
        return agent
      case 'program':
        return program
      case 'mcp':
        return options.mcp
      default:
        return assertNever(run)
    }
  }
  const agent = createAgent({ ...options, converse: createAiConversations(SILENCE_MAX_MS), find })
  return { find }
}

/** By the name that a contract writes as `run: { builtin: … }`. */
function createBuiltins({ blobs, clock, mail, tablesFolder }: PerformersOptions): ReadonlyMap<string, Performer> {
  const tables = openTables(tablesFolder)
  return new Map([
    ['classify-text', createClassifyText(blobs)],
    ['extract-details', createExtractDetails()],
    ['fill-in-a-letter', createFillInALetter(blobs)],
    ['send-email', createSendEmail({ transport: createTransport(mail.transport), from: mail.from, clock })],
    ['look-up-row', createLookUpRow(tables)],
    ['add-row', createAddRow(tables)],
  ])
}

function createTransport(transport: MailOptions['transport']) {
  switch (transport.type) {
    case 'outbox':
      return createOutboxTransport(transport.folder)
    case 'smtp':
      return createSmtpTransport(transport.server)
    default:
      return assertNever(transport)
  }
}
