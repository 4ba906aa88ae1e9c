import {
  ProtocolError,
  SdkError,
  SdkErrorCode,
  SdkHttpError,
  UrlElicitationRequiredError,
} from '@modelcontextprotocol/client'
import type { AttemptResult } from '../../core/run/answer.ts'
import { called } from './attempt-failures.ts'
import { explainFailure } from './explain-failure.ts'
import type { Job } from './job.ts'
import { inWords } from './redact.ts'

interface Call {
  /** The attempt is over. */
  readonly isStopped: boolean
  /** What the answer would have come on has ended. */
  readonly isLost: boolean
  /** What the connection said last of itself. */
  readonly trouble: string
  readonly job: Job
}

/** What came of a call that gave no result: what the server refused is answered, everything else nobody knows. */
export function explainCall(cause: unknown, call: Call): AttemptResult {
  const { tool } = call.job.run
  if (call.isStopped) return called('unknown', 'interrupted', `The tool ${tool} was stopped while it ran.`)
  if (call.isLost) return lost(call.trouble, call.job)
  if (UrlElicitationRequiredError.isInstance(cause) || ProtocolError.isInstance(cause)) return refused(cause, call.job)
  if (SdkHttpError.isInstance(cause) && cause.status < SERVER_ERROR) return refused(cause, call.job)
  if (SdkError.isInstance(cause) && cause.code === SdkErrorCode.RequestTimeout) {
    return called('unknown', 'timeout', `The tool ${tool} did not answer in time.`)
  }
  if (SdkError.isInstance(cause) && cause.code === SdkErrorCode.ConnectionClosed) return lost(call.trouble, call.job)
  return lost(explainFailure(cause, { errors: '', secrets: call.job.server.secrets }), call.job)
}

const SERVER_ERROR = 500

function refused(cause: Error, { run, server }: Job): AttemptResult {
  const code = UrlElicitationRequiredError.isInstance(cause) ? 'input-required' : 'tool-failed'
  return called('answered', code, `The tool ${run.tool} failed: ${inWords(cause.message, server.secrets)}`)
}

function lost(words: string, { run, server }: Job): AttemptResult {
  const why = words === '' ? '' : ` ${inWords(words, server.secrets)}`
  const message = `The server ${run.server} was lost while its tool ${run.tool} ran.${why} Look at what it had done.`
  return called('unknown', 'server-lost', message)
}
