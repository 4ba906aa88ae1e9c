import type { Hook } from '@hono/zod-openapi'
import type { ZodError } from 'zod'
import { childPointer } from '../../core/basics/json-pointer.ts'
import type { ProblemError } from '../contract/problem.ts'
import type { ApiEnv } from '../posture/authenticate.ts'
import { refuse } from './refuse.ts'

/** Refuses what does not fit a route's schema, naming every value at fault. */
export const refuseInvalid: Hook<unknown, ApiEnv, string, Response | undefined> = (result, c) => {
  if (result.success) return undefined
  const errors = errorsOf(result.error)
  const isBody = result.target === 'json'
  const where = isBody ? 'The body' : 'The address'
  const first = errors.map(({ pointer, detail }) => `${pointer === '' ? where : pointer}: ${detail}`).slice(0, 1)
  return refuse(c, {
    code: isBody ? 'body-invalid' : 'query-invalid',
    detail: `${where} does not fit this request. Mend ${first.join('')}`,
    errors,
  })
}

function errorsOf({ issues }: ZodError): readonly ProblemError[] {
  return issues.map(({ path, message }) => ({
    pointer: path.reduce<string>((pointer, key) => childPointer(pointer, String(key)), ''),
    detail: message,
  }))
}
