import type { WorkflowChange } from '../../core/diff/workflow-change.ts'
import type { BuilderView } from './builder-view.ts'
import { counted } from './number-words.ts'

/** What the first version of a WorkChart consists of: `5 stages: 3 done by skills and agents, 2 done by people.` */
export function firstVersionWords({ stages }: Pick<BuilderView, 'stages'>): string {
  const byPeople = stages.filter(({ primary }) => primary.startsWith('human:')).length
  const asking = stages.filter(({ threshold, target }) => threshold !== null || target !== null).length
  const conditional = stages.filter(({ when }) => when !== '').length
  const done = [
    ...(byPeople === stages.length ? [] : [`${stages.length - byPeople} done by skills and agents`]),
    ...(byPeople === 0 ? [] : [`${byPeople} done by people`]),
  ]
  return [
    `${counted(stages.length, 'stage')}: ${done.join(', ')}.`,
    asking === 0 ? '' : ` A person is asked when not sure enough: ${asking} of ${stages.length}.`,
    conditional === 0 ? '' : ` Only on a condition: ${conditional} of ${stages.length}.`,
  ].join('')
}

/** Whether publishing makes a new version: layout and comments are in the file and in no version. */
export function makesVersion(changes: readonly WorkflowChange[]): boolean {
  return changes.some(
    (change) => change.type !== 'note-changed' || (change.about !== 'place' && change.about !== 'comment'),
  )
}
