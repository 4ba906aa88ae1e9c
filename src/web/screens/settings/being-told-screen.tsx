import { useQuery } from '@tanstack/react-query'
import { NOTICE_PREFERENCE } from '../../data/notices.ts'
import { useMay } from '../../data/session.ts'
import { Card } from '../../parts/card.tsx'
import { Loaded } from '../../parts/loaded.tsx'
import { NotSent } from './not-sent.tsx'
import { SettingsPage } from './settings-page.tsx'
import { TellingForm } from './telling-form.tsx'
import { WaysOfTelling } from './ways-of-telling.tsx'
import './telling.css'

/** How whoever is signed in is told of tasks, and the ways in which this house tells people. */
export function BeingToldScreen() {
  const query = useQuery(NOTICE_PREFERENCE)
  const maySetUp = useMay('settings:write')
  return (
    <SettingsPage>
      <Card title="How you are told">
        <Loaded query={query} what="how you are told">
          {(said) => <TellingForm said={said} />}
        </Loaded>
      </Card>
      {maySetUp ? (
        <>
          <WaysOfTelling />
          <NotSent />
        </>
      ) : null}
    </SettingsPage>
  )
}
