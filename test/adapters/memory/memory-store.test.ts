import { createMemoryStore } from '../../../src/adapters/memory/memory-store.ts'
import { describeStore } from '../../contracts/store.ts'

describeStore('memory store', createMemoryStore)
