import { overridden } from '../../api/contract/projects.ts'
import { err, ok } from '../../core/basics/result.ts'
import { usageFailure } from '../cli-failure.ts'
import { EXIT } from '../exit-code.ts'
import { openProject } from '../find/open-project.ts'
import { parsePairs } from '../input/parse-pairs.ts'
import type { Connected, Outcome } from '../session.ts'
import { standingText } from '../show/project-lines.ts'
import type { JsonOption } from '../tree/options.ts'

export interface OverrideOptions extends JsonOption {
  readonly stage?: string
  readonly remove?: readonly string[]
  readonly project?: string
}

export interface OverrideArguments {
  readonly workflow: string
  /** `role=reference`. */
  readonly pairs: readonly string[]
}

/** Gives roles to somebody else in this project alone. The shared WorkChart stays as it is. */
export async function overrideWorkflow(
  session: Connected,
  { workflow, pairs }: OverrideArguments,
  { stage, remove = [], project, json }: OverrideOptions,
): Promise<Outcome> {
  const set = parsePairs(`workflow override ${workflow}`, pairs)
  if (!set.ok) return set
  if (set.value.size + remove.length === 0) return err(NOTHING_TO_DO)
  const opened = await openProject(session, project)
  if (!opened.ok) return opened
  const body = { workflow, stage, set: Object.fromEntries(set.value), remove }
  const path = `/projects/${opened.value.id}/overrides`
  const done = await session.api.post(path, { body, schema: overridden })
  if (!done.ok) return done
  const { folder, standing } = done.value.project
  if (json) session.screen.json('overridden', done.value)
  else session.screen.print(`${folder}/${OVERRIDES_FILE}`)
  session.screen.note(['The project is ', standingText(standing), `. Check it: workcharts workflow plan ${workflow}`])
  return ok(EXIT.ok)
}

/** The name that SkillMeat gives it. */
const OVERRIDES_FILE = '.skillmeat-workflow-overrides.toml'

const NOTHING_TO_DO = usageFailure(
  'nothing-to-override',
  'It is not said who fills which role.',
  'Name them: `workcharts workflow override <workflow> --stage research primary=agent:my-researcher`.',
)
