/** `work`, or after `ms` a rejection with a `TooLate`. The work itself goes on: whoever started it ends it. */
export async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  const late = Promise.withResolvers<never>()
  const timer = setTimeout(() => late.reject(new TooLate(ms)), ms)
  try {
    return await Promise.race([work, late.promise])
  } finally {
    clearTimeout(timer)
  }
}

export class TooLate extends Error {
  constructor(ms: number) {
    super(`Nothing happened within ${ms} ms.`)
    this.name = 'TooLate'
  }
}
