import type { CallToolRequestOptions, CallToolResult, Tool } from '@modelcontextprotocol/client'
import { isInputRequiredResult } from '@modelcontextprotocol/client'
import type { AttemptResult } from '../../core/run/answer.ts'
import { called } from './attempt-failures.ts'
import type { Connection } from './connect.ts'
import { explainCall } from './explain-call.ts'
import type { Job } from './job.ts'
import { CALL_MS } from './limits.ts'
import { noteProgress } from './note-progress.ts'
import { questionsIn } from './questions-in.ts'
import { keepFiles, readOutputs, textOf } from './read-result.ts'
import { inWords } from './redact.ts'

/** Calls a tool once. Where the server asks a person something on the way, that is what comes of it. */
export async function callTool(connection: Connection, tool: Tool, job: Job): Promise<AttemptResult> {
  connection.takeQuestions()
  const result = await send(connection, tool, job)
  const questions = connection.takeQuestions()
  return questions.length === 0 || isUnknown(result) ? result : inputRequired(questions, job)
}

function isUnknown(result: AttemptResult): boolean {
  return result.type === 'failed' && result.error.reach === 'unknown'
}

async function send(connection: Connection, tool: Tool, job: Job): Promise<AttemptResult> {
  const { assignment, server, signal } = job
  const over = new AbortController()
  const lost = connection.watchCall()
  const notes = noteProgress(assignment.record, server.secrets, () => over.abort())
  const options = {
    signal: AbortSignal.any([signal, over.signal, lost]),
    timeout: CALL_MS,
    onprogress: notes.add,
    allowInputRequired: true,
    // Its output is checked by the core.
    toolDefinition: { ...tool, outputSchema: undefined },
  } satisfies CallToolRequestOptions
  try {
    const params = { name: tool.name, arguments: { ...assignment.inputs } }
    const result = await connection.client.callTool(params, options)
    await notes.written()
    return await toResult(tool, result, job)
  } catch (cause) {
    await notes.written()
    const stopped = signal.aborted || over.signal.aborted
    return explainCall(cause, { isStopped: stopped, isLost: lost.aborted, trouble: connection.trouble(), job })
  }
}

async function toResult(tool: Tool, result: CallToolResult, job: Job): Promise<AttemptResult> {
  const { secrets } = job.server
  if (isInputRequiredResult(result)) return inputRequired(questionsIn(result), job)
  if (result.isError === true) return called('answered', 'tool-failed', saysNo(textOf(result.content), job))
  const outputs = readOutputs({ tool, result, secrets })
  if (!outputs.ok)
    return called('answered', 'output-invalid', `The tool ${tool.name} can not be used. ${outputs.error}`)
  const artifacts = await keepFiles(result, job.blobs)
  return { type: 'answered', answer: { outputs: outputs.value, confidence: null, cost: null, artifacts } }
}

function saysNo(text: string, { run, server }: Job): string {
  const words = inWords(text, server.secrets)
  return words === '' ? `The tool ${run.tool} failed and did not say why.` : `The tool ${run.tool} failed: ${words}`
}

function inputRequired(questions: readonly string[], { run, server }: Job): AttemptResult {
  const asked = inWords(questions.join(' '), server.secrets)
  return called('answered', 'input-required', `The tool ${run.tool} asks before it goes on: ${asked}`)
}
