import type { Context } from 'hono'
import { StoreError } from '../../engine/store.ts'
import type { ApiProblem } from './refuse.ts'
import { refuse } from './refuse.ts'

/** Answers when something threw: only a full disk is anybody's to mend. */
export function onError(report: (error: unknown) => void): (error: Error, c: Context) => Response {
  return (error, c) => {
    if (error instanceof StoreError && error.outcome === 'full') return refuse(c, DISK_FULL)
    report(error)
    return refuse(c, INTERNAL)
  }
}

const DISK_FULL: ApiProblem = {
  code: 'disk-full',
  detail: 'The disk is full, so nothing was saved. Make space on it, then try again.',
}

const INTERNAL: ApiProblem = {
  code: 'internal',
  detail: 'Something broke on the server. Its terminal says what; look there before you try again.',
}
