import { describeStore } from '../../contracts/store.ts'
import { describePeopleStore } from '../../contracts/store-people.ts'
import { openStore } from './data-folder.ts'

describeStore('SQLite store', () => openStore())
describePeopleStore('SQLite store', () => openStore())
