import { createdWorkflow } from '../../api/contract/workflows.ts'
import type { JsonObject } from '../../core/basics/json.ts'
import type { Result } from '../../core/basics/result.ts'
import { err, ok } from '../../core/basics/result.ts'
import type { ProcedureProblem } from '../../core/procedure/read-procedure.ts'
import { readProcedure } from '../../core/procedure/read-procedure.ts'
import { toDocument } from '../../core/procedure/to-document.ts'
import { toYaml } from '../../core/workflow/to-yaml.ts'
import type { CliFailure } from '../cli-failure.ts'
import { usageFailure } from '../cli-failure.ts'
import { EXIT } from '../exit-code.ts'
import { parsePairs } from '../input/parse-pairs.ts'
import { readText } from '../input/read-json.ts'
import type { Connected, Outcome } from '../session.ts'
import type { JsonOption } from '../tree/options.ts'

export interface CreateOptions extends JsonOption {
  readonly stage?: readonly string[]
  readonly fromText?: string
  readonly name?: string
  readonly collection?: string
  readonly dryRun?: true
}

/** Writes a document for the person; the server refuses what is not valid, so nothing broken is ever written. */
export async function createWorkflow(session: Connected, id: string, options: CreateOptions): Promise<Outcome> {
  const { api, screen } = session
  const document = await readDocument(session, id, options)
  if (!document.ok) return document
  const { collection, dryRun, json } = options
  const text = toYaml(document.value)
  if (dryRun) {
    screen.exact(text)
    return ok(EXIT.ok)
  }
  const created = await api.post('/workflows', { body: { text, collection }, schema: createdWorkflow })
  if (!created.ok) return created
  if (json) screen.json('created-workflow', created.value)
  else screen.print(created.value.file)
  screen.note(`Check it with \`workcharts workflow plan ${id}\`, then run it with \`workcharts workflow run ${id}\`.`)
  return ok(EXIT.ok)
}

async function readDocument(
  { io }: Connected,
  id: string,
  { stage, fromText, name }: CreateOptions,
): Promise<Result<JsonObject, CliFailure>> {
  const names = { id, ...(name === undefined ? {} : { name }) }
  if (fromText === undefined) {
    const stages = stagesFromFlags(stage)
    return stages.ok ? ok({ ...toDocument(names, []), stages: stages.value }) : stages
  }
  const text = await readText(io, fromText)
  if (!text.ok) return text
  const parts = readProcedure(text.value)
  if (!parts.ok) return err(tooLarge(fromText, parts.error))
  return parts.value.some(({ type }) => type === 'step')
    ? ok(toDocument(names, parts.value))
    : err(noStages(`${fromText} holds no step.`))
}

function tooLarge(file: string, problem: ProcedureProblem): CliFailure {
  const what = problem.code === 'too-many-steps' ? `${problem.steps} steps` : `${problem.bytes} bytes`
  const most = problem.code === 'too-many-steps' ? problem.stepsMax : problem.bytesMax
  return usageFailure(problem.code, `${file} has ${what}; ${most} can be read.`, 'Split it into several procedures.')
}

function stagesFromFlags(pairs: readonly string[] = []): Result<readonly JsonObject[], CliFailure> {
  if (pairs.length === 0) return err(noStages('A WorkChart needs at least one stage.'))
  const stages = parsePairs('--stage', pairs)
  if (!stages.ok) return stages
  return ok([...stages.value].map(([id, primary]) => ({ id, roles: { primary } })))
}

function noStages(message: string): CliFailure {
  return usageFailure(
    'stages-missing',
    message,
    'Add `--stage research=agent:researcher`, or write the steps into a file and use `--from-text <file>`.',
  )
}
