import type { Refusal } from '../attempt-results.ts'

/** The refusal with a program's own last words, without the characters that could play with a terminal. */
export function withErrors({ code, message }: Refusal, errors: string): Refusal {
  const words = errors.replaceAll(/[^\P{Cc}\n\t]/gu, '').trim()
  return { code, message: words === '' ? message : `${message} It wrote: ${words}` }
}
