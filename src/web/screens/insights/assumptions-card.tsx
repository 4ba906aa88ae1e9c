import { NativeSelect } from '@mantine/core'
import { useState } from 'react'
import type { Assumptions } from '../../../api/contract/assumptions.ts'
import { Card } from '../../parts/card.tsx'
import { Empty } from '../../parts/empty.tsx'
import { AssumptionsForm } from './assumptions-form.tsx'

/** What was entered of each WorkChart, and by whom: nothing here was measured. */
export function AssumptionsCard({ assumptions }: { readonly assumptions: readonly Assumptions[] }) {
  const [chosen, setChosen] = useState<string | null>(null)
  const shown = assumptions.find(({ workflow }) => workflow.id === chosen) ?? assumptions[0]
  return (
    <Card title="Assumptions" aside={<span className="small faint">entered by people, not measured</span>}>
      {shown === undefined ? (
        <Empty title="No WorkChart yet">What each stage took before is entered for one WorkChart at a time.</Empty>
      ) : (
        <div className="card-body insights-assumptions">
          {assumptions.length === 1 ? (
            <p className="small">{shown.workflow.name}</p>
          ) : (
            <NativeSelect
              label="WorkChart"
              data={assumptions.map(({ workflow }) => ({ value: workflow.id, label: workflow.name }))}
              value={shown.workflow.id}
              onChange={(event) => setChosen(event.currentTarget.value)}
            />
          )}
          <AssumptionsForm key={shown.workflow.id} assumptions={shown} />
        </div>
      )}
    </Card>
  )
}
