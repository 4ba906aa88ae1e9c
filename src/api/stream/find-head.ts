import type { RunReader } from '../../engine/store.ts'

/**
 * The position of the newest fact; 0: there is none. A store answers only what follows a position, so it is closed in
 * on by doubling and halving: some forty questions, each for one row by its key.
 */
export async function findHead({ eventsAfter }: Pick<RunReader, 'eventsAfter'>): Promise<number> {
  const isBefore = async (position: number): Promise<boolean> => (await eventsAfter(position, 1)).events.length > 0
  let high = 1
  while (await isBefore(high)) high *= 2
  let low = 0
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if (await isBefore(middle)) low = middle + 1
    else high = middle
  }
  return low
}
