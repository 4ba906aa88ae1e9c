/** Work that goes on beside everything else, one piece at a time: while one is under way another is not begun. */
export interface Background {
  readonly begin: (work: () => Promise<void>) => void
  /** Resolves when nothing is under way. */
  readonly idle: () => Promise<void>
}

export function inBackground(failed: (error: unknown) => void): Background {
  let underWay: Promise<void> | undefined
  return {
    begin: (work) => {
      underWay ??= work()
        .catch(failed)
        .finally(() => {
          underWay = undefined
        })
    },
    idle: async () => await underWay,
  }
}
