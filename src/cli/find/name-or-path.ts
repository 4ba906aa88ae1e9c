import type { CliFailure } from '../cli-failure.ts'
import { usageFailure } from '../cli-failure.ts'

/** A path has a folder in it or ends as documents do; an id has neither. */
export function isPath(typed: string): boolean {
  return /[\\/]/.test(typed) || /\.(?:yaml|yml|json)$/i.test(typed)
}

export function notAnId(name: string): CliFailure {
  return usageFailure(
    'not-an-id',
    `"${name}" is a path, and only what is in a collection can be run.`,
    'Put the file into the folder `workflows` of a collection and give its id.',
  )
}
