/** Does it so many times, one after the other. */
export async function inTurn<T>(times: number, work: (time: number) => Promise<T>): Promise<readonly T[]> {
  const results: T[] = []
  for (let time = 0; time < times; time += 1) results.push(await work(time))
  return results
}
