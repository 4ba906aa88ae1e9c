import { useAccounts } from '../../data/people.ts'
import { Card } from '../../parts/card.tsx'
import { Empty } from '../../parts/empty.tsx'
import { Loaded } from '../../parts/loaded.tsx'
import { AddPersonForm } from './add-person.tsx'
import { PersonRow } from './person-row.tsx'
import { SettingsPage } from './settings-page.tsx'
import './people.css'

/** Who there is in this house, and what they may do. */
export function PeopleScreen() {
  const query = useAccounts()
  return (
    <SettingsPage>
      <Card title="People">
        <Loaded query={query} what="the people">
          {({ people }) =>
            people.length === 0 ? (
              <Empty title="Nobody but you">
                Add those who decide tasks, build WorkCharts or only look. Until then everything is yours to do.
              </Empty>
            ) : (
              <ul className="card-body">
                {people.map((person) => (
                  <PersonRow key={person.id} person={person} />
                ))}
              </ul>
            )
          }
        </Loaded>
      </Card>
      <AddPersonForm />
    </SettingsPage>
  )
}
