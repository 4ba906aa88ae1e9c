import type { AuditReader } from './audit-row.ts'
import type { CheckpointReader } from './checkpoint-reader.ts'
import type { ConnectionReader } from './connection-row.ts'
import type { DecidedReader } from './decided-row.ts'
import type { DraftReader } from './draft-row.ts'
import type { LatestReceiptReader } from './latest-receipts.ts'
import type { MemoryReader } from './memory-row.ts'
import type { NoticeReader } from './notice-row.ts'
import type { PersonReader } from './person-row.ts'
import type { RelayReader } from './relay-row.ts'
import type { RunFinder } from './run-finder.ts'
import type { SkillRequestReader } from './skill-request-row.ts'
import type { StallReader } from './stall-row.ts'
import type { RunReader, Store, TriggerReader } from './store.ts'
import type { TallyReader } from './tally-row.ts'
import type { TokenReader } from './token-row.ts'
import type { WebhookReader } from './webhook-row.ts'

/** All that a store is asked. */
export interface WholeStore
  extends Store,
    RunReader,
    RunFinder,
    LatestReceiptReader,
    DecidedReader,
    StallReader,
    TriggerReader,
    DraftReader,
    SkillRequestReader,
    ConnectionReader,
    WebhookReader,
    RelayReader,
    NoticeReader,
    MemoryReader,
    PersonReader,
    TokenReader,
    TallyReader,
    AuditReader,
    CheckpointReader {}
