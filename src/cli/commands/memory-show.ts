import { ok } from '../../core/basics/result.ts'
import { EXIT } from '../exit-code.ts'
import { findMemory } from '../find/find-memory.ts'
import type { Connected, Outcome } from '../session.ts'
import { percent } from '../show/confidence.ts'
import { shortRun, shortTask } from '../show/ids.ts'
import { showInstant } from '../show/times.ts'
import type { JsonOption } from '../tree/options.ts'

export async function showMemory(
  { api, io, screen }: Connected,
  typed: string,
  { json }: JsonOption,
): Promise<Outcome> {
  const found = await findMemory(api, typed)
  if (!found.ok) return found
  const { id, type, status, confidence, anchors, sources, revision, decision, content } = found.value
  if (json) {
    screen.json('memory-item', found.value)
    return ok(EXIT.ok)
  }
  screen.print(
    `${type} ${shortTask(id)}, ${status}, ${confidence === null ? 'how sure is not known' : `${percent(confidence)} % sure`}`,
    '',
    ...content.split('\n'),
    '',
    ...(anchors.length === 0 ? [] : [`about  ${anchors.join(', ')}`]),
    ...sources.map(
      ({ run, stage, workChart, performer, at }) =>
        `found  by ${stage.name} in ${workChart.name} (${performer}), run ${shortRun(run)}, ${showInstant(at, io.timeZone)}`,
    ),
    ...(decision === null
      ? []
      : [`${decision.type} by ${decision.by.name}, ${showInstant(decision.at, io.timeZone)} ${decision.note}`]),
    `--seen ${revision}`,
  )
  return ok(EXIT.ok)
}
