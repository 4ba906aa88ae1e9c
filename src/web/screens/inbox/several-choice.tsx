import { Button, Checkbox } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { TaskDetail } from '../../../api/contract/task-detail.ts'
import type { TaskRow } from '../../../api/contract/tasks.ts'
import { useChosenCases } from '../../data/several.ts'
import { caseWords, SEVERAL_MAX, stagesOf } from '../../derive/several.ts'
import { taskTitle } from '../../derive/task-words.ts'
import { Deadline } from '../../parts/moment.tsx'
import { PlainText } from '../../parts/plain-text.tsx'
import type { Choice } from '../../parts/use-choice.ts'
import { reachOf, useChoice } from '../../parts/use-choice.ts'
import { SeveralPanel } from './several-panel.tsx'
import type { SeveralOrders } from './use-several.ts'

export interface SeveralChoiceProps {
  readonly tasks: readonly TaskRow[]
  readonly onDecide: (orders: SeveralOrders) => void
}

/** The tasks to choose from, and what can be done with those that are chosen. */
export function SeveralChoice({ tasks, onDecide }: SeveralChoiceProps) {
  const choice = useChoice(
    tasks.map(({ id }) => id),
    SEVERAL_MAX,
  )
  const chosen = tasks.filter(({ id }) => choice.chosen.has(id))
  const cases = useChosenCases(chosen.map(({ id }) => id))
  const shown = new Map(cases.flatMap(({ data }) => (data === undefined ? [] : [[data.row.id, data] as const])))
  const failed = cases.find(({ error }) => error !== null)?.error ?? null
  return (
    <>
      <StageButtons tasks={tasks} choice={choice} />
      <p className="small soft" role="status">
        {chosen.length} chosen of {tasks.length}.{' '}
        {chosen.length === SEVERAL_MAX ? `More than ${SEVERAL_MAX} can not be decided at once.` : null}
      </p>
      <ul className="several-rows">
        {tasks.map((task) => (
          <TaskToChoose key={task.id} task={task} shown={shown.get(task.id)} choice={choice} />
        ))}
      </ul>
      {chosen.length === 0 ? (
        <p className="small soft">Choose tasks above. With Shift, all between two of them are chosen.</p>
      ) : (
        <SeveralPanel cases={[...shown.values()]} count={chosen.length} failed={failed} onDecide={onDecide} />
      )}
    </>
  )
}

function StageButtons({ tasks, choice }: { readonly tasks: readonly TaskRow[]; readonly choice: Choice }) {
  const stages = stagesOf(tasks)
  if (stages.length === 0) return null
  return (
    <div className="row row-wrap">
      {stages.map(({ key, name, ids }) => (
        <Button
          key={key}
          size="compact-xs"
          aria-pressed={ids.every((id) => choice.chosen.has(id))}
          onClick={() => choice.toggle(ids)}
        >
          All of this stage: {name} ({ids.length})
        </Button>
      ))}
    </div>
  )
}

interface TaskToChooseProps {
  readonly task: TaskRow
  readonly shown: TaskDetail | undefined
  readonly choice: Choice
}

function TaskToChoose({ task, shown, choice: { chosen, choose } }: TaskToChooseProps) {
  const isChosen = chosen.has(task.id)
  return (
    <li>
      <Checkbox
        label={taskTitle(task)}
        description={isChosen && shown !== undefined ? <PlainText text={caseWords(shown)} /> : null}
        checked={isChosen}
        disabled={!isChosen && chosen.size === SEVERAL_MAX}
        onChange={({ nativeEvent }) => choose(task.id, reachOf(nativeEvent))}
      />
      <span className="tiny">
        <Deadline due={task.due} />
      </span>
      <Link to="/inbox/$taskId" params={{ taskId: task.id }} className="several-open small">
        Open<span className="hidden-visually"> {taskTitle(task)}</span>
      </Link>
    </li>
  )
}
