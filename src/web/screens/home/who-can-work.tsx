import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Home } from '../../../api/contract/home.ts'
import { Icon } from '../../icons/icon.tsx'
import { Card } from '../../parts/card.tsx'

export function WhoCanWork({ workers }: { readonly workers: Home['workers'] }) {
  return (
    <Card title="Who can work here now">
      <ul className="card-rows to-do">
        <Worker here remark="no key needed">
          Built-in skills, {workers.skills}
        </Worker>
        <Worker here remark="every role">
          You
        </Worker>
        <Worker here={workers.aiConnected} remark="">
          AI agents
          {workers.aiConnected ? null : (
            <span className="small soft">
              {' '}
              A person does this until you <Link to="/settings">connect one</Link>
            </span>
          )}
        </Worker>
      </ul>
    </Card>
  )
}

interface WorkerProps {
  readonly here: boolean
  readonly remark: string
  readonly children: ReactNode
}

function Worker({ here, remark, children }: WorkerProps) {
  return (
    <li>
      {here ? <Icon name="done" tone="ok" label="Here" /> : <Icon name="unknown" tone="faint" label="Not here" />}
      <span className="grow">{children}</span>
      <span className="small faint">{remark}</span>
    </li>
  )
}
