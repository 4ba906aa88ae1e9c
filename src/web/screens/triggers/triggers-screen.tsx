import { Button } from '@mantine/core'
import { useState } from 'react'
import type { Trigger } from '../../../api/contract/triggers.ts'
import { useTriggers } from '../../data/triggers.ts'
import { Screen } from '../../layout/screen.tsx'
import { ButtonLink } from '../../parts/button-link.tsx'
import { Card } from '../../parts/card.tsx'
import { Empty } from '../../parts/empty.tsx'
import { Loaded } from '../../parts/loaded.tsx'
import { Count } from '../../parts/tag.tsx'
import { TriggerTable } from './trigger-table.tsx'
import { Week } from './week.tsx'
import './triggers.css'

/** Rows drawn before somebody asks for more. */
const ROWS_SHOWN = 100

/** What starts runs by itself, over all WorkCharts, and the week it makes. */
export function TriggersScreen() {
  const query = useTriggers()
  return (
    <Screen title="Triggers" aside={<Count of={query.data?.triggers.length ?? 0} />}>
      <div className="triggers">
        <Loaded query={query} what="the triggers">
          {({ triggers, newest }) =>
            triggers.length === 0 ? <NoTriggers /> : <All triggers={triggers} newest={newest} />
          }
        </Loaded>
        <Week />
      </div>
    </Screen>
  )
}

function NoTriggers() {
  return (
    <Card title="What starts by itself">
      <Empty
        title="Nothing starts by itself yet"
        action={
          <ButtonLink to="/workcharts" size="compact-sm">
            Open WorkCharts
          </ButtonLink>
        }
      >
        Open a WorkChart in the builder and add a schedule or an event under “How it starts”. It counts once the
        WorkChart is published.
      </Empty>
    </Card>
  )
}

function All({ triggers, newest }: Parameters<typeof TriggerTable>[0]) {
  const [shown, setShown] = useState(ROWS_SHOWN)
  return (
    <Card title="What starts by itself">
      <TriggerTable triggers={triggers.slice(0, shown)} newest={newest} />
      <More triggers={triggers} shown={shown} onMore={() => setShown(shown + ROWS_SHOWN)} />
    </Card>
  )
}

interface MoreProps {
  readonly triggers: readonly Trigger[]
  readonly shown: number
  readonly onMore: () => void
}

function More({ triggers, shown, onMore }: MoreProps) {
  if (triggers.length <= shown) return null
  return (
    <p className="triggers-more">
      <Button onClick={onMore}>Show more of {triggers.length}</Button>
    </p>
  )
}
