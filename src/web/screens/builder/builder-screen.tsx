import { Link, useParams } from '@tanstack/react-router'
import { useMemo } from 'react'
import type { CapabilityList } from '../../../api/contract/capabilities.ts'
import type { OpenDraft } from '../../../api/contract/drafts.ts'
import { useCapabilities, useOpenDraft } from '../../data/drafts.ts'
import { cardOf } from '../../derive/builder-view.ts'
import { Screen } from '../../layout/screen.tsx'
import { Loaded } from '../../parts/loaded.tsx'
import { BuilderPage } from './builder-page.tsx'

export function BuilderScreen() {
  const { workChartId } = useParams({ from: '/workcharts/$workChartId/edit' })
  const draft = useOpenDraft(workChartId)
  const capabilities = useCapabilities()
  if (draft.data !== undefined && capabilities.data !== undefined)
    return (
      <Opened
        key={`${draft.data.id} ${draft.dataUpdatedAt}`}
        opened={draft.data}
        capabilities={capabilities.data.capabilities}
      />
    )
  return (
    <Screen title="Builder" parent={<Link to="/workcharts">WorkCharts</Link>}>
      <Loaded query={draft} what="the draft">
        {() => (
          <Loaded query={capabilities} what="the skills">
            {() => null}
          </Loaded>
        )}
      </Loaded>
    </Screen>
  )
}

interface OpenedProps {
  readonly opened: OpenDraft
  readonly capabilities: CapabilityList['capabilities']
}

function Opened({ opened, capabilities }: OpenedProps) {
  const skills = useMemo(() => capabilities.map(cardOf), [capabilities])
  return <BuilderPage opened={opened} skills={skills} />
}
