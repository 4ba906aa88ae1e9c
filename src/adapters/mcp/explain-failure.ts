import { SdkError, SdkErrorCode, SdkHttpError, UnauthorizedError } from '@modelcontextprotocol/client'
import { inWords } from './redact.ts'
import { TooLate } from './within.ts'

interface Known {
  /** What a program wrote to its standard error. */
  readonly errors: string
  readonly secrets: readonly string[]
}

/** Why a server could not be reached or did not answer: a sentence about `it`. */
export function explainFailure(cause: unknown, { errors, secrets }: Known): string {
  const wrote = inWords(errors, secrets)
  const sentence = inWords(sentenceFor(cause), secrets)
  return wrote === '' ? sentence : `${sentence} It wrote: ${wrote}`
}

function sentenceFor(cause: unknown): string {
  if (cause instanceof TooLate || isTimeout(cause)) return 'It did not answer in time.'
  if (UnauthorizedError.isInstance(cause)) return 'It asks for a key. Write it as a header in the file.'
  if (SdkHttpError.isInstance(cause)) return httpSentence(cause)
  return `It can not be reached: ${innermost(cause).replace(/\.$/, '')}.`
}

function isTimeout(cause: unknown): boolean {
  return SdkError.isInstance(cause) && cause.code === SdkErrorCode.RequestTimeout
}

function httpSentence({ status }: SdkHttpError): string {
  if (status === 401 || status === 403) return `It refuses the key (${status}). Look at the headers in the file.`
  return `It answered with the HTTP status ${status}.`
}

/** The causes that errors carry say more than the errors: "fetch failed" is one of them. */
function innermost(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause)
  if (cause.cause instanceof Error) return innermost(cause.cause)
  return cause.message === '' && 'code' in cause ? String(cause.code) : cause.message
}
