import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { Stall, StallBudget } from '../../../api/contract/stalls.ts'
import { useStalls } from '../../data/stalls.ts'
import { countWords } from '../../derive/number-words.ts'
import { percentWords } from '../../derive/percent.ts'
import { betweenWords, KIND_WORDS, nowWords, STALL_DEFINITION, usedWords } from '../../derive/stall-words.ts'
import { Card } from '../../parts/card.tsx'
import { Defined } from '../../parts/defined.tsx'
import { Moment } from '../../parts/moment.tsx'
import { PlainText } from '../../parts/plain-text.tsx'
import { StallMeter } from '../../parts/stall-meter.tsx'
import '../../parts/table.css'

export interface StallsProps {
  readonly workChart: string
  readonly budget: StallBudget
}

/** How much of what may stall has, and why. */
export function Stalls({ workChart, budget }: StallsProps) {
  return (
    <Card title="Why they stalled" aside={<span className="small faint">last {budget.days} days</span>}>
      <div className="card-body">
        <p>
          <Defined term={usedWords(budget)} definition={STALL_DEFINITION} />{' '}
          <span className="small soft num">{shareWords(budget)}</span>
        </p>
        {budget.of === 0 ? null : <StallMeter budget={budget} />}
      </div>
      <StallTable workChart={workChart} />
    </Card>
  )
}

function shareWords(budget: StallBudget): string {
  const { share, of, shareMax } = budget
  if (share === null) return ''
  return `${percentWords(share)} of ${countWords(of)}, ${betweenWords(budget)}; at most ${percentWords(shareMax)}`
}

function StallTable({ workChart }: Pick<StallsProps, 'workChart'>) {
  const { data, hasNextPage, fetchNextPage, isFetchingNextPage } = useStalls(workChart)
  const stalls = data?.pages.flatMap((page) => page.stalls) ?? []
  if (stalls.length === 0) return null
  return (
    <>
      <table className="table table-dense" aria-label="Runs that stalled">
        <thead>
          <tr>
            <th scope="col">Run</th>
            <th scope="col">Stage</th>
            <th scope="col">Why</th>
            <th scope="col">Since</th>
            <th scope="col">Who has it now</th>
          </tr>
        </thead>
        <tbody>
          {stalls.map((stall) => (
            <StallLine key={stall.number} stall={stall} />
          ))}
        </tbody>
      </table>
      {hasNextPage ? (
        <div className="card-body">
          <Button loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            Show earlier ones
          </Button>
        </div>
      ) : null}
    </>
  )
}

function StallLine({ stall }: { readonly stall: Stall }) {
  const { run, stage, kind, at, task } = stall
  return (
    <tr>
      <td>
        <Link to="/runs/$runId" params={{ runId: run.id }} className="name-link">
          <PlainText text={run.title ?? run.id.slice(-6)} />
        </Link>
      </td>
      <td data-label="Stage">
        <PlainText text={stage.name} />
      </td>
      <td data-label="Why">{KIND_WORDS[kind]}</td>
      <td data-label="Since" className="soft">
        <Moment at={at} />
      </td>
      <td data-label="Who has it now">
        {task?.status === 'open' ? (
          <Link to="/inbox/$taskId" params={{ taskId: task.id }}>
            {nowWords(stall)}
          </Link>
        ) : (
          nowWords(stall)
        )}
      </td>
    </tr>
  )
}
