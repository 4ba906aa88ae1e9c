import { describeStore } from '../../contracts/store.ts'
import { openStore } from './data-folder.ts'

describeStore('SQLite store', () => openStore())
