import { Button } from '@mantine/core'
import { useDocumentTitle } from '@mantine/hooks'
import { Link } from '@tanstack/react-router'
import type { TaskDetail } from '../../../api/contract/task-detail.ts'
import type { TaskRow } from '../../../api/contract/tasks.ts'
import { useTakeTask } from '../../data/task-commands.ts'
import { actorName } from '../../derive/task-words.ts'
import { Icon } from '../../icons/icon.tsx'
import { PageHeading } from '../../layout/page-heading.tsx'
import { Deadline, MomentWithZone } from '../../parts/moment.tsx'
import { PriorityTag } from '../../parts/priority-tag.tsx'
import { Tag } from '../../parts/tag.tsx'

export function TaskHead({ detail: { row } }: { readonly detail: TaskDetail }) {
  useDocumentTitle(`${row.stage.name} · WorkCharts`)
  return (
    <header className="task-head">
      <div className="row row-wrap">
        <Link to="/inbox" className="task-head-back" aria-label="Back to the inbox">
          <Icon name="right" />
        </Link>
        <PageHeading>{row.stage.name}</PageHeading>
        {row.status === 'open' ? (
          <Tag icon="approval" tone="warm">
            Awaiting Approval
          </Tag>
        ) : null}
        <PriorityTag priority={row.priority} />
        <span className="grow" />
        {row.status === 'open' ? <TakeIt row={row} /> : null}
      </div>
      <p className="row row-wrap small soft">
        <Link to="/runs/$runId" params={{ runId: row.run }}>
          {row.workflow.name}
          {row.runTitle === null ? '' : ` · ${row.runTitle}`}
        </Link>
        {row.status === 'open' ? <DeadlineLine row={row} /> : null}
      </p>
    </header>
  )
}

function DeadlineLine({ row: { due, claimedBy } }: { readonly row: TaskRow }) {
  return (
    <>
      <Deadline due={due} />
      <span>
        {due === null ? null : (
          <>
            deadline <MomentWithZone at={due} />,{' '}
          </>
        )}
        {claimedBy === null
          ? 'nobody has it'
          : `${actorName(claimedBy)} ${actorName(claimedBy) === 'you' ? 'have' : 'has'} it`}
      </span>
    </>
  )
}

function TakeIt({ row: { id, claimedBy } }: { readonly row: TaskRow }) {
  const { take, giveBack, isPending } = useTakeTask(id)
  const isTaken = claimedBy !== null
  return (
    <Button
      size="compact-xs"
      leftSection={<Icon name="person" size="small" />}
      loading={isPending}
      onClick={isTaken ? giveBack : take}
    >
      {isTaken ? 'Give it back' : 'Take it'}
    </Button>
  )
}
