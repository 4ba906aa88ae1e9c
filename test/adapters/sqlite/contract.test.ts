import { describeStore } from '../../contracts/store.ts'
import { describeNoticeStore } from '../../contracts/store-notices.ts'
import { describePeopleStore } from '../../contracts/store-people.ts'
import { openStore } from './data-folder.ts'

describeStore('SQLite store', () => openStore())
describePeopleStore('SQLite store', () => openStore())
describeNoticeStore('SQLite store', () => openStore())
