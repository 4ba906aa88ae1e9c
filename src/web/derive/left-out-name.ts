import type { Context } from '../../api/contract/basics.ts'

/** What is left out of a context, as people call it: a text, or one thing that stages found. */
export function leftOutName(
  { modules }: Pick<Context, 'modules'>,
  { ref, memoryId }: Context['omitted'][number],
): string {
  const name = modules.find((module) => module.ref === ref)?.title ?? ref.slice(ref.indexOf(':') + 1)
  return memoryId === undefined ? name : `One of ${name}`
}
