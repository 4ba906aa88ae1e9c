import { Link } from '@tanstack/react-router'
import { Screen } from '../layout/screen.tsx'
import { Empty } from '../parts/empty.tsx'

export function NotFound() {
  return (
    <Screen title="Nothing is here">
      <Empty title="This address leads to no page" action={<Link to="/">Go to Home</Link>}>
        It may have been typed or cut off on its way.
      </Empty>
    </Screen>
  )
}
