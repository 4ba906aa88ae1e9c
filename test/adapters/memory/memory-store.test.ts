import { createMemoryStore } from '../../../src/adapters/memory/memory-store.ts'
import { describeStore } from '../../contracts/store.ts'
import { describeCheckpointStore } from '../../contracts/store-checkpoints.ts'
import { describeDecidedStore } from '../../contracts/store-decided.ts'
import { describeErasing } from '../../contracts/store-erasing.ts'
import { describeGateStore } from '../../contracts/store-gates.ts'
import { describeNoticeStore } from '../../contracts/store-notices.ts'
import { describePeopleStore } from '../../contracts/store-people.ts'
import { describeRunViewStore } from '../../contracts/store-run-views.ts'
import { describeRunFinder } from '../../contracts/store-runs.ts'
import { describeStallStore } from '../../contracts/store-stalls.ts'
import { describeTallyStore } from '../../contracts/store-tallies.ts'

describeStore('memory store', createMemoryStore)
describePeopleStore('memory store', createMemoryStore)
describeDecidedStore('memory store', createMemoryStore)

describeTallyStore('memory store', createMemoryStore)
describeNoticeStore('memory store', createMemoryStore)
describeRunViewStore('memory store', createMemoryStore)
describeCheckpointStore('memory store', createMemoryStore)
describeStallStore('memory store', createMemoryStore)
describeRunFinder('memory store', createMemoryStore)
describeErasing('memory store', createMemoryStore)
describeGateStore('memory store', createMemoryStore)
