import type { Trigger } from '../../api/contract/triggers.ts'
import type { WorkflowDetail } from '../../api/contract/workflows.ts'
import { workflowDetail } from '../../api/contract/workflows.ts'
import { ok } from '../../core/basics/result.ts'
import { EXIT } from '../exit-code.ts'
import type { Connected, Outcome } from '../session.ts'
import { percent } from '../show/confidence.ts'
import { labelled, showValue } from '../show/fields.ts'
import { howItStarts } from '../show/how-it-starts.ts'
import { problemLines } from '../show/problems.ts'
import { stallText } from '../show/stall-lines.ts'
import { showInstant } from '../show/times.ts'
import { EFFECT_WORDS } from '../show/words.ts'
import type { Text } from '../terminal/text.ts'
import { styled } from '../terminal/text.ts'
import type { JsonOption } from '../tree/options.ts'

export interface ShowOptions extends JsonOption {
  readonly source?: true
}

export async function showWorkflow(session: Connected, name: string, { json, source }: ShowOptions): Promise<Outcome> {
  const { api, screen } = session
  const found = await api.get(`/workflows/${encodeURIComponent(name)}`, workflowDetail)
  if (!found.ok) return found
  if (json) screen.json('workflow', found.value)
  else if (source) screen.exact(found.value.text)
  else await printDetail(session, found.value)
  return ok(EXIT.ok)
}

async function printDetail({ screen, io }: Connected, detail: WorkflowDetail): Promise<void> {
  screen.print(styled('strong', detail.summary.name), ...headLines(detail, io.timeZone))
  if (detail.inputs.length > 0)
    screen.print(
      '',
      styled('strong', 'Inputs'),
      ...labelled(
        detail.inputs.map((input) => [input.name, inputText(input)]),
        '  ',
      ),
    )
  if (detail.plan !== null) {
    screen.print('', styled('strong', 'Stages'))
    await screen.table({
      head: ['stage', 'who does it', 'asks a person', 'effect'],
      rows: detail.plan.stages.map(stageRow),
    })
  }
  if (detail.problems.length > 0) screen.print('', ...problemLines(detail.problems))
}

function headLines({ summary, digest, triggers, stalls }: WorkflowDetail, timeZone: string): readonly Text[] {
  const { published, changedSincePublished } = summary
  const version =
    published === null
      ? 'no'
      : `version ${published.number} since ${showInstant(published.at, timeZone)}${changedSincePublished ? '; the file has changed since' : ''}`
  return labelled([
    ['id', summary.id],
    ['file', summary.file],
    ['digest', digest ?? 'not readable'],
    ['published', version],
    ['stalls', stallText(stalls)],
    ...triggers.map((trigger): [string, string] => ['starts', startText(trigger, timeZone)]),
  ])
}

function startText({ starts, next: [first] }: Trigger, timeZone: string): string {
  const zone = starts.type === 'schedule' ? `, ${starts.timezone}` : ''
  return `${howItStarts(starts)}${zone}${first === undefined ? '' : `; next ${showInstant(first, timeZone)}`}`
}

function inputText({ required, default: usual, description }: WorkflowDetail['inputs'][number]): string {
  const need = required ? 'required' : `optional${usual === null ? '' : `, ${showValue(usual)} if left out`}`
  return description === null ? need : `${need}: ${description}`
}

function stageRow({
  id,
  performer,
  threshold,
  effect,
}: NonNullable<WorkflowDetail['plan']>['stages'][number]): readonly Text[] {
  const who = performer.kind === 'unavailable' ? styled('warm', `a person, for ${performer.ref}`) : performer.name
  return [id, who, threshold === null ? '' : `below ${percent(threshold)} %`, EFFECT_WORDS[effect]]
}
