import { describeStore } from '../../contracts/store.ts'
import { describeDecidedStore } from '../../contracts/store-decided.ts'
import { describeNoticeStore } from '../../contracts/store-notices.ts'
import { describePeopleStore } from '../../contracts/store-people.ts'
import { describeRunFinder } from '../../contracts/store-runs.ts'
import { openStore } from './data-folder.ts'

describeStore('SQLite store', () => openStore())
describePeopleStore('SQLite store', () => openStore())
describeDecidedStore('SQLite store', () => openStore())
describeNoticeStore('SQLite store', () => openStore())
describeRunFinder('SQLite store', () => openStore())
