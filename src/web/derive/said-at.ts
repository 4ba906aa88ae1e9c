import type { Problem } from '../../api/contract/problem.ts'

/** What is wrong with one field of a form, in one text. Undefined: nothing. */
export function saidAt(errors: Problem['errors'], pointer: string): string | undefined {
  const said = errors.filter((error) => error.pointer === pointer).map(({ detail }) => detail)
  return said.length === 0 ? undefined : said.join(' ')
}
