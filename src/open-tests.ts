import { createEmbeddedDelivery } from './adapters/embedded/delivery.ts'
import { createMemoryStore } from './adapters/memory/memory-store.ts'
import { createEngine } from './engine/create-engine.ts'
import type { Scratch, TestsParts } from './engine/create-tests.ts'
import { createTests } from './engine/create-tests.ts'
import type { EngineParts } from './engine/engine.ts'
import type { GateReader } from './engine/gate-row.ts'
import type { Tests } from './engine/tests.ts'

/** Attempts of one test performed at once: few, so that what really runs is not kept waiting. */
const TEST_SLOTS = 4

type Parts = Omit<TestsParts, 'openScratch' | 'wakeAt'> &
  Pick<EngineParts, 'blobs' | 'clock' | 'ids' | 'onProblem'> & { readonly reader: GateReader }

/** Test runs, each on an engine and a store in memory of its own. Nothing of them reaches the program's own store. */
export function openTests(parts: Parts): Tests {
  const alarm = createEmbeddedDelivery({ clock: parts.clock, slots: 0 })
  const tests = createTests({
    ...parts,
    wakeAt: alarm.wakeAt,
    openScratch: (findPerformer) => openScratch(parts, findPerformer),
  })
  const closeAll = async (): Promise<void> => {
    await alarm.close()
    await tests.closeAll()
  }
  return { ...tests, closeAll }
}

/** Its gates go by what is really certified; what they judge is known to nobody but the test. */
function openScratch(parts: Parts, findPerformer: EngineParts['findPerformer']): Scratch {
  const { blobs, clock, ids, onProblem, reader } = parts
  const { listGateLines, gateAnswers, auditSecret } = reader
  const store = { ...createMemoryStore(), listGateLines, gateAnswers, auditSecret }
  const delivery = createEmbeddedDelivery({ clock, slots: TEST_SLOTS })
  const engine = createEngine({ store, blobs, delivery, clock, ids, findPerformer, onFatal: onProblem, onProblem })
  return { engine, reader: store }
}
