/** Wakes one sleeper. A ring that nobody heard is heard by the next one to listen. */
export interface Bell {
  readonly ring: () => void
  /** Resolves at the next ring, or after `ms`. */
  readonly heard: (ms: number) => Promise<'rung' | 'quiet'>
}

export function createBell(): Bell {
  let rung = false
  let wake: (() => void) | undefined
  return {
    ring: () => {
      rung = true
      wake?.()
    },
    heard: async (ms) => {
      if (!rung) {
        const { promise, resolve } = Promise.withResolvers<void>()
        const timer = setTimeout(resolve, ms)
        wake = resolve
        await promise
        clearTimeout(timer)
        wake = undefined
      }
      const result = rung ? 'rung' : 'quiet'
      rung = false
      return result
    },
  }
}
