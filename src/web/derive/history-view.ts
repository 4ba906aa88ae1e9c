import type { Version } from '../../api/contract/workflows.ts'

/** What a version is today. Runs by hand keep what the file said as versions, too. */
export type VersionState = 'live' | 'replaced' | 'archived' | 'by-hand'

export const VERSION_WORDS = {
  live: 'live',
  replaced: 'replaced',
  archived: 'archived',
  'by-hand': 'run by hand, not published',
} as const satisfies Record<VersionState, string>

/** `versions`: newest first. Only the newest decided one can be live. */
export function versionState(versions: readonly Version[], { number, status }: Version): VersionState {
  if (status === 'unpublished') return 'by-hand'
  if (status === 'archived') return 'archived'
  return versions.find((version) => version.status !== 'unpublished')?.number === number ? 'live' : 'replaced'
}

export interface ComparedPair {
  readonly from: number
  readonly to: number
}

/** The two that are compared: as asked for, else the newest and the one before it. Undefined: there are no two. */
export function comparedPair(
  versions: readonly Version[],
  { from, to }: { readonly from?: number; readonly to?: number },
): ComparedPair | undefined {
  const numbers = versions.map(({ number }) => number)
  const newer = numbers.find((number) => number === to) ?? numbers[0]
  const older = numbers.find((number) => number === from) ?? numberBefore(numbers, newer)
  return newer === undefined || older === undefined ? undefined : { from: older, to: newer }
}

/** The version that came before one, in a list that begins with the newest. */
export function numberBefore(numbers: readonly number[], number: number | undefined): number | undefined {
  return number === undefined ? undefined : numbers[numbers.indexOf(number) + 1]
}
