/** Does one piece of work after the other, in the order they came, whatever becomes of those before. */
export type InOrder = <T>(work: () => Promise<T>) => Promise<T>

/** Work that nobody is before begins at once: what its caller does next comes after its first step. */
export function createInOrder(): InOrder {
  let last: Promise<unknown> | undefined
  return async (work) => {
    const mine = last === undefined ? work() : last.then(work, work)
    last = mine
    try {
      return await mine
    } finally {
      if (last === mine) last = undefined
    }
  }
}
