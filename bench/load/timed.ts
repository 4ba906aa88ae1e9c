import type { Asked } from '../inbox/desk.ts'

/** How long each of so many answers took, asked for one after the other. */
export async function timed(get: Asked['get'], path: string, times: number): Promise<readonly number[]> {
  const took: number[] = []
  for (let n = 0; n < times; n += 1) {
    const before = performance.now()
    await get(path)
    took.push(performance.now() - before)
  }
  return took
}
