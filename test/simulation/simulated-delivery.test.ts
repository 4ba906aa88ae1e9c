import { addMs } from '../../src/core/basics/timestamp.ts'
import { describeDelivery } from '../contracts/delivery.ts'
import { at } from '../support/runs.ts'
import { chanceOf } from './chance.ts'
import { NO_FAULTS } from './faults.ts'
import { createSimulatedDelivery } from './simulated-delivery.ts'
import { createTimeline } from './timeline.ts'

describeDelivery('simulated delivery', (slots) => {
  const timeline = createTimeline(at(0))
  const parts = { timeline, slots, chance: chanceOf(1), faults: NO_FAULTS, isRunning: () => true }
  return {
    delivery: createSimulatedDelivery(parts),
    pass: (ms) => timeline.runUntil(addMs(timeline.now(), ms)),
  }
})
