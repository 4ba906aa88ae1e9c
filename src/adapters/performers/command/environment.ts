import type { Result } from '../../../core/basics/result.ts'
import { err, ok } from '../../../core/basics/result.ts'
import { ATTEMPT_MARK } from '../../kill-marked.ts'
import type { Refusal } from '../attempt-results.ts'
import type { Workspace } from './workspace.ts'

export type Environment = Readonly<Record<string, string | undefined>>

/**
 * What a command sees: PATH, LANG and TZ of this program, a private home, and the variables its contract names. One
 * that is named and not set is refused, so that a command never runs with half of what it needs.
 */
export function environmentFor(
  named: readonly string[],
  own: Environment,
  workspace: Workspace,
): Result<Record<string, string>, Refusal> {
  const missing = findUnset(named, own)
  return missing === undefined ? ok(environmentOf(named, own, workspace)) : err(notSet(missing))
}

/** The first of the named variables that is not set. */
export function findUnset(named: readonly string[], own: Environment): string | undefined {
  return named.find((name) => own[name] === undefined)
}

/** As `environmentFor`, without what is named and not set. */
export function environmentOf(
  named: readonly string[],
  own: Environment,
  workspace: Workspace,
): Record<string, string> {
  const passed = [...PASSED, ...named].flatMap((name) => (own[name] === undefined ? [] : [[name, own[name]]]))
  const { home, root } = workspace
  return { ...Object.fromEntries(passed), HOME: home, TMPDIR: home, [ATTEMPT_MARK]: root }
}

const PASSED = ['PATH', 'LANG', 'TZ'] as const

function notSet(name: string): Refusal {
  return {
    code: 'environment-missing',
    message: `The skill's contract asks for the environment variable ${name}, which is not set. Set it and start again.`,
  }
}
