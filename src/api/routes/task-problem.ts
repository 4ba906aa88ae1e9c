import type { AnswerTask } from '../../core/run/command.ts'
import type { TaskId } from '../../core/run/ids.ts'
import type { Refusal } from '../../core/run/refusal.ts'
import { caseChanges } from '../../core/run/view/case-changes.ts'
import type { Store } from '../../engine/store.ts'
import type { ApiParts } from '../api-parts.ts'
import { fromRefusal } from '../problems/from-refusal.ts'
import type { ApiProblem } from '../problems/refuse.ts'
import { locateTask } from './task-reads.ts'

type Refused = Pick<AnswerTask, 'task' | 'seen'> | { readonly task: TaskId }

/** Why something was not done with a task. Where an answer was given to something else: what is different now. */
export async function taskProblem(
  {
    engine,
    reader,
    ids,
  }: Pick<ApiParts, 'engine'> & { readonly ids: Pick<ApiParts['ids'], 'sha256'> } & {
    readonly reader: Pick<Store, 'history'>
  },
  command: Refused,
  refusal: Refusal,
): Promise<ApiProblem> {
  const problem = fromRefusal(refusal)
  if (refusal.code !== 'task-changed' || !('seen' in command)) return problem
  const at = await locateTask({ engine }, command.task)
  if (at === undefined) return problem
  const stored = await reader.history(at.run.id, { after: 0, also: [] })
  const history = stored.map(({ event }) => event)
  const changes = caseChanges({ ...at, history, sha256: ids.sha256 }, command.seen)
  return { ...problem, errors: changes.map(({ pointer, message }) => ({ pointer, detail: message })) }
}
