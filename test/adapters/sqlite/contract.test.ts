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
import { openStore } from './data-folder.ts'

describeStore('SQLite store', () => openStore())
describePeopleStore('SQLite store', () => openStore())
describeDecidedStore('SQLite store', () => openStore())

describeTallyStore('SQLite store', () => openStore())
describeNoticeStore('SQLite store', () => openStore())
describeRunViewStore('SQLite store', () => openStore())
describeCheckpointStore('SQLite store', () => openStore())
describeStallStore('SQLite store', () => openStore())
describeRunFinder('SQLite store', () => openStore())
describeErasing('SQLite store', () => openStore())
describeGateStore('SQLite store', () => openStore())
