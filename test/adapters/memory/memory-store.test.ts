import { createMemoryStore } from '../../../src/adapters/memory/memory-store.ts'
import { describeStore } from '../../contracts/store.ts'
import { describePeopleStore } from '../../contracts/store-people.ts'

describeStore('memory store', createMemoryStore)
describePeopleStore('memory store', createMemoryStore)
