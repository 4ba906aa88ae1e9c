import type { Connection } from '../data/use-live-data.ts'
import { Icon } from '../icons/icon.tsx'
import { Age } from '../parts/data-age.tsx'

/** A line across the top while the server does not answer: how old the screen is, counting up. */
export function ConnectionLine({ connection }: { readonly connection: Connection }) {
  if (connection.type !== 'lost') return null
  return (
    <p className="shell-lost" role="status">
      <Icon name="failed" size="small" />
      <span className="num">
        <b>The server does not answer.</b> What you see is from <Age since={connection.since} />. Trying again on its
        own.
      </span>
    </p>
  )
}
