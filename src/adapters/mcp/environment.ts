import { ATTEMPT_MARK } from '../kill-marked.ts'

export type Environment = Readonly<Record<string, string | undefined>>

/**
 * What a server's program sees: where programs, the user's home and the language are, a private place for temporary
 * files, and what its file names. The home is the real one: programs keep there what they fetched and whom they know.
 */
export function environmentFor(named: Readonly<Record<string, string>>, own: Environment, place: string) {
  const passed = PASSED.flatMap((name) => (own[name] === undefined ? [] : [[name, own[name]] as const]))
  return { ...Object.fromEntries(passed), TMPDIR: place, ...named, [ATTEMPT_MARK]: place }
}

const PASSED = ['PATH', 'HOME', 'LANG', 'TZ'] as const
