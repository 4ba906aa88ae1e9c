import type { Context } from 'hono'
import { StoreError } from '../../engine/store.ts'
import type { ApiProblem } from './refuse.ts'
import { refuse } from './refuse.ts'

/** Answers when something threw. */
export function onError(report: (error: unknown) => void): (error: Error, c: Context) => Response {
  return (error, c) => refuse(c, brokenProblem(error, report))
}

/** What a caller is told of something that threw: only a full disk is anybody's to mend, the rest is reported. */
export function brokenProblem(error: unknown, report: (error: unknown) => void): ApiProblem {
  if (error instanceof StoreError && error.outcome === 'full') return DISK_FULL
  report(error)
  return INTERNAL
}

const DISK_FULL: ApiProblem = {
  code: 'disk-full',
  detail: 'The disk is full, so nothing was saved. Make space on it, then try again.',
}

const INTERNAL: ApiProblem = {
  code: 'internal',
  detail: 'Something broke on the server. Its terminal says what; look there before you try again.',
}
