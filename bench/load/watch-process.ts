/**
 * Loaded into a measured process before its own program (`node --import`). Measures how late its event loop comes to
 * what is due, and answers the process that started it: `begin` starts anew, `report` asks for what there is.
 */
import { loopDelayFrom, watchLoop } from './loop-delay.ts'
import type { Watched } from './spawn-server.ts'

const US_PER_MS = 1_000

const loop = watchLoop()
process.on('message', (message) => {
  if (message === 'begin') loop.reset()
  if (message === 'report') process.send?.(report())
})

function report(): Watched {
  const { user, system } = process.cpuUsage()
  return { ...loopDelayFrom(loop), processorMs: (user + system) / US_PER_MS }
}

// Listening to the parent must not keep the program alive.
process.channel?.unref()
