import { isSliceOver, nextSlice } from './slice.ts'

/** Questions to the file system that wait at the same time: enough to keep its threads busy, few enough to stay small. */
export const AT_ONCE = 64

/** `each` of every item, at most `AT_ONCE` at the same time; the results in the order of the items. */
export async function mapAtOnce<T, R>(items: readonly T[], each: (item: T) => Promise<R>): Promise<readonly R[]> {
  const results: R[] = []
  const waiting = items.entries()
  const work = async (): Promise<void> => {
    for (const [index, item] of waiting) {
      while (isSliceOver()) await nextSlice()
      results[index] = await each(item)
    }
  }
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, items.length) }, work))
  return results
}
