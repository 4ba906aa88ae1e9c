import { timestamp } from '../../core/basics/timestamp.ts'
import type { Clock } from '../../engine/ports.ts'

export const systemClock: Clock = { now: () => timestamp(Date.now()) }
