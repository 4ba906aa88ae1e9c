import { useMay } from '../../data/session.ts'
import { Screen } from '../../layout/screen.tsx'
import { ConnectionCards } from './connection-cards.tsx'
import { PeopleCards } from './people-cards.tsx'

export function SettingsScreen() {
  const managesPeople = useMay('people:manage')
  return (
    <Screen title="Settings">
      <div className="settings-cards">
        <ConnectionCards />
        {managesPeople ? <PeopleCards /> : null}
      </div>
    </Screen>
  )
}
