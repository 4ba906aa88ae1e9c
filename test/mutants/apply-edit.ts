import type { Edit } from './mutant.ts'

/** The text with the edit made. Throws where the edit no longer fits. */
export function applyEdit(text: string, { file, find, put }: Edit): string {
  const [before, after, ...more] = text.split(find)
  if (before === undefined || after === undefined || more.length > 0)
    throw new Error(`It no longer fits: ${file} has ${text.split(find).length - 1} times, not once: ${find}`)
  return before + put + after
}
