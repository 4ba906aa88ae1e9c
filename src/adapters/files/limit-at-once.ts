/** Begins what it is given in the order it came, at most `atOnce` at the same time: an open file is a thing to be short of. */
export function limitAtOnce(atOnce: number): <T>(work: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = []
  let begun = 0
  return async (work) => {
    if (begun < atOnce) begun += 1
    else await new Promise<void>((begin) => waiting.push(begin))
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next === undefined) begun -= 1
      else next()
    }
  }
}
