import type { Timestamp } from '../../../../src/core/basics/timestamp.ts'
import type { FiringAsk } from '../../firings/firing-ask.ts'
import { minuteOf } from '../../firings/firing-ask.ts'
import type { House, HouseParts } from '../../firings/open-house.ts'
import { openHouse } from '../../firings/open-house.ts'
import { houseStage } from './desk-plan.ts'
import type { Line } from './lines.ts'
import { firingsIn } from './lines.ts'
import type { OpenDesk } from './open-desk.ts'

export type DeskHouseParts = Pick<HouseParts, 'reader' | 'onProblem'> & { readonly lines: readonly Line[] }

/** What starts runs by itself at the desk, at the minute that was asked last. */
export function openDeskHouse(desk: OpenDesk, { reader, onProblem, lines }: DeskHouseParts): Promise<House> {
  const { engine, ids, clock } = desk
  return openHouse({ engine, ids, clock, reader, onProblem, minute: lastMinute(lines), stages: [houseStage()] })
}

function lastMinute(lines: readonly Line[]): Timestamp {
  const minutes = firingsIn(lines).asked.flatMap((ask) => (ask.type === 'minute' ? [ask.at] : []))
  return minutes.toSorted((left, right) => left - right).at(-1) ?? minuteOf(0)
}

/** Asks, and writes down what was asked and that it was done. */
export async function fireAtDesk(house: House, ask: FiringAsk, note: (line: Line) => void): Promise<void> {
  note({ type: 'fire', ask })
  await house.carryOut(ask)
  note({ type: 'fired', ask })
}
