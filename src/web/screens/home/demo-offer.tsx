import { Button } from '@mantine/core'
import type { Home } from '../../../api/contract/home.ts'
import { useStartDemo } from '../../data/start-demo.ts'
import { counted } from '../../derive/number-words.ts'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { Tile } from '../../parts/tile.tsx'

/** One button that sends every bundled message on its way; Home then counts them as they come through. */
export function DemoOffer({ demo }: { readonly demo: NonNullable<Home['demo']> }) {
  const start = useStartDemo()
  const messages = counted(demo.messages, 'message')
  return (
    <section className="card offer" aria-labelledby="demo-offer">
      <Tile icon="runs" />
      <h2 id="demo-offer">Try the demo</h2>
      <p className="soft">
        A support desk that sorts {messages} and writes the answers. It asks you about the ones it is not sure of, and
        sends its e-mails into a folder, not to anybody.
      </p>
      <p className="small faint" role="status">
        {start.isPending
          ? `Starting ${messages}. Learning from the examples takes a few seconds.`
          : `${messages} · ready to run`}
      </p>
      <Button variant="filled" className="offer-action" loading={start.isPending} onClick={start.run}>
        Run the demo
      </Button>
      {start.error === null ? null : <ProblemNote failure={start.error.failure} onRetry={start.run} />}
    </section>
  )
}
