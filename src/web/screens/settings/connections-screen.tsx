import { Navigate } from '@tanstack/react-router'
import { useConnections } from '../../data/connections.ts'
import { useMay, useMayNot } from '../../data/session.ts'
import { Card } from '../../parts/card.tsx'
import { Empty } from '../../parts/empty.tsx'
import { Loaded } from '../../parts/loaded.tsx'
import { AddConnectionForm } from './add-connection.tsx'
import { ConnectionRow } from './connection-row.tsx'
import { SettingsPage } from './settings-page.tsx'

/** Who answers for agents. */
export function ConnectionsScreen() {
  const query = useConnections()
  const mayAdd = useMay('settings:write')
  if (useMayNot('work:read')) return <Navigate to="/settings/being-told" replace />
  return (
    <SettingsPage>
      <Card title="Connections">
        <Loaded query={query} what="the connections">
          {({ connections }) =>
            connections.length === 0 ? (
              <Empty title="No AI is connected">
                A connection is a model or a command that does the work of agents. Without one, a person does what an
                agent would do.
              </Empty>
            ) : (
              <ul className="card-body">
                {connections.map((connection) => (
                  <ConnectionRow key={connection.name} connection={connection} />
                ))}
              </ul>
            )
          }
        </Loaded>
      </Card>
      {mayAdd ? <AddConnectionForm /> : null}
    </SettingsPage>
  )
}
