import type { Gate, GateRow, GateStatus, Gates } from '../../api/contract/gates.ts'
import { gateAnswer, gates } from '../../api/contract/gates.ts'
import { err, ok } from '../../core/basics/result.ts'
import { usageFailure } from '../cli-failure.ts'
import { EXIT } from '../exit-code.ts'
import { query } from '../find/query.ts'
import type { Connected, Outcome } from '../session.ts'
import { labelled } from '../show/fields.ts'
import { aimWords, statusText } from '../show/gate-status.ts'
import { METHOD_WORDS, promiseWords, shareWords } from '../show/gate-words.ts'
import { showInstant } from '../show/times.ts'
import { counted } from '../show/words.ts'
import type { Text } from '../terminal/text.ts'
import type { JsonOption } from '../tree/options.ts'

export interface ShowGateOptions extends JsonOption {
  readonly stage?: string
  readonly target?: number
  /** A kind of answer, where a stage tells kinds apart. */
  readonly kind?: string
}

export async function showGates(session: Connected, workflow: string, options: ShowGateOptions): Promise<Outcome> {
  const { stage, target, kind } = options
  if (stage !== undefined) return showGate(session, `${pathOf(workflow)}/${encodeURIComponent(stage)}`, options)
  if (target === undefined && kind === undefined) return showAll(session, pathOf(workflow), options)
  return err(usageFailure('stage-missing', 'This is asked of one stage.', 'Name the stage after the WorkChart.'))
}

function pathOf(workflow: string): string {
  return `/workflows/${encodeURIComponent(workflow)}/gates`
}

async function showAll({ api, io, screen }: Connected, path: string, { json }: JsonOption): Promise<Outcome> {
  const found = await api.get(path, gates)
  if (!found.ok) return found
  if (json) screen.json('gates', found.value)
  else await screen.table({ head: HEAD, rows: found.value.gates.map((row) => cellsOf(row, io.timeZone)) })
  if (!json && found.value.together !== null) screen.note(togetherWords(found.value.together))
  return ok(EXIT.ok)
}

const HEAD = ['stage', 'kind', 'promise', 'answers', 'stands']

function cellsOf(row: GateRow, timeZone: string): readonly Text[] {
  const { stage, segment, answers, status } = row
  const isPromise = row.setting.kind === 'target-error' && status !== null
  const stands = isPromise ? statusText(status, timeZone) : 'promises nothing'
  return [stage.id, segment ?? 'all', aimWords(row), answers.toLocaleString('en-US'), stands]
}

/** Rounded up: a bound that looks better than it is would be none. */
function togetherWords({ atMost, stages }: NonNullable<Gates['together']>): string {
  const wrong = Math.ceil(Number((atMost * 1_000).toPrecision(6))) / 10
  return `At most ${wrong} wrong in 100 runs: ${counted(stages, 'stage')} together.`
}

async function showGate({ api, io, screen }: Connected, path: string, options: ShowGateOptions): Promise<Outcome> {
  const { target, kind: segment, json } = options
  const found = await api.get(`${path}${query({ target, segment })}`, gateAnswer)
  if (!found.ok) return found
  if (json) screen.json('gate', found.value)
  else screen.print(...gateText(found.value, io.timeZone))
  return ok(EXIT.ok)
}

function gateText(gate: Gate, timeZone: string): readonly Text[] {
  const { workflow, stage, segment, answers, checked, auditRate, status, confidence, target } = gate
  return [
    `${stage.name} in ${workflow.name}${segment === null ? '' : `: ${segment}`}`,
    ...labelled(
      [
        ['as it is', aimWords(gate)],
        [
          isPromised(gate) ? 'promise' : 'if it were',
          `${promiseWords(target)}, but for a chance of ${shareWords(1 - confidence)}`,
        ],
        ...statusEntries(status, timeZone),
        ['answers', `${answers.toLocaleString('en-US')}, of which people looked at ${checked.toLocaleString('en-US')}`],
        ['checks', `of what goes through a person looks at ${shareWords(auditRate)}`],
      ],
      '  ',
    ),
  ]
}

function isPromised({ setting, target }: Gate): boolean {
  return setting.kind === 'target-error' && setting.target === target
}

function statusEntries(status: GateStatus, timeZone: string): readonly (readonly [string, Text])[] {
  const stands = ['stands', statusText(status, timeZone)] as const
  if (status.type !== 'certified') return [stands]
  const { wrong, of, method, since, endsAt, digest } = status.certificate
  const found = `${wrong} of ${of} wrong, by ${METHOD_WORDS[method]}, since ${showInstant(since, timeZone)}`
  return [stands, ['certificate', `${found}, until ${showInstant(endsAt, timeZone)} at the latest`], ['digest', digest]]
}
