import { Button } from '@mantine/core'
import { useLocalStorage } from '@mantine/hooks'
import { Link } from '@tanstack/react-router'
import type { Home } from '../../../api/contract/home.ts'
import { READ_A_RECEIPT } from '../../data/read-a-receipt.ts'
import { useTasks } from '../../data/tasks.ts'
import { Icon } from '../../icons/icon.tsx'
import { Card } from '../../parts/card.tsx'
import './first-open.css'

/** Things worth doing once, until they are done or put away. */
export function Checklist({ home }: { readonly home: Home }) {
  const [isPutAway, setPutAway] = useLocalStorage({ key: 'workcharts-checklist-put-away', defaultValue: false })
  const steps = useSteps(home)
  const done = steps.filter(({ isDone }) => isDone).length
  if (isPutAway || done === steps.length) return null
  return (
    <Card
      title={`${NUMBER_WORDS[steps.length]} things worth doing once`}
      aside={<span className="small faint num">{`${done} of ${steps.length}`}</span>}
      actions={
        <Button size="compact-xs" variant="subtle" onClick={() => setPutAway(true)}>
          Put away
        </Button>
      }
    >
      <ol className="card-rows to-do">
        {steps.map((step) => (
          <StepRow key={step.words} step={step} />
        ))}
      </ol>
    </Card>
  )
}

const NUMBER_WORDS = ['No', 'One', 'Two', 'Three', 'Four'] as const

interface Step {
  readonly words: string
  readonly isDone: boolean
  readonly to: '/' | '/workcharts' | '/runs' | '/inbox'
}

function useSteps(home: Home): readonly Step[] {
  const answered = useTasks('answered').data?.tasks.length ?? 0
  const [hasReadReceipt] = useLocalStorage(READ_A_RECEIPT)
  return [
    { words: 'Run something', isDone: home.hasRun, to: '/workcharts' },
    { words: 'Decide a task', isDone: answered > 0, to: '/inbox' },
    { words: 'Read a receipt on the page of a run', isDone: hasReadReceipt, to: '/runs' },
    {
      words: 'Publish a WorkChart',
      isDone: home.workCharts.some(({ published }) => published !== null),
      to: '/workcharts',
    },
  ]
}

function StepRow({ step: { words, isDone, to } }: { readonly step: Step }) {
  return (
    <li>
      {isDone ? <Icon name="done" tone="ok" label="Done" /> : <Icon name="pending" tone="faint" label="To do" />}
      <Link to={to} className="name-link">
        {words}
      </Link>
    </li>
  )
}
