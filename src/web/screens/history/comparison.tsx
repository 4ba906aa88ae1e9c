import { NativeSelect } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import type { Version } from '../../../api/contract/workflows.ts'
import { useVersionText } from '../../data/versions.ts'
import { changesView } from '../../derive/changes-view.ts'
import type { ComparedPair } from '../../derive/history-view.ts'
import { Card } from '../../parts/card.tsx'
import { ChangeList } from '../../parts/change-list.tsx'
import { Loaded } from '../../parts/loaded.tsx'

export interface ComparisonProps {
  readonly id: string
  readonly versions: readonly Version[]
  readonly pair: ComparedPair
  readonly refName: (ref: string) => string
}

/** Any two versions, whichever is older; the address says which. */
export function Comparison({ id, versions, pair, refName }: ComparisonProps) {
  const navigate = useNavigate()
  const choose = (search: ComparedPair) =>
    void navigate({ to: '/workcharts/$workChartId/versions', params: { workChartId: id }, search, replace: true })
  const options = versions.map(({ number }) => ({ value: String(number), label: `version ${number}` }))
  return (
    <Card title="What changed">
      <div className="card-body comparison">
        <div className="row row-wrap">
          <NativeSelect
            label="From"
            value={String(pair.from)}
            data={options}
            onChange={(event) => choose({ ...pair, from: Number(event.currentTarget.value) })}
          />
          <NativeSelect
            label="To"
            value={String(pair.to)}
            data={options}
            onChange={(event) => choose({ ...pair, to: Number(event.currentTarget.value) })}
          />
        </div>
        <Differences id={id} pair={pair} refName={refName} />
      </div>
    </Card>
  )
}

function Differences({ id, pair, refName }: Omit<ComparisonProps, 'versions'>) {
  const [before, after] = [useVersionText(id, pair.from), useVersionText(id, pair.to)]
  return (
    <Loaded query={before} what={`version ${pair.from}`}>
      {(old) => (
        <Loaded query={after} what={`version ${pair.to}`}>
          {(now) => <ChangeList view={changesView(old, now, refName)} />}
        </Loaded>
      )}
    </Loaded>
  )
}
