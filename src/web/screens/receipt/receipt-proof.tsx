import { Button } from '@mantine/core'
import type { ReceiptCheck } from '../../../api/contract/receipts.ts'
import type { Receipt } from '../../../api/contract/run-detail.ts'
import { useCheckReceipts } from '../../data/receipts.ts'
import { counted } from '../../derive/number-words.ts'
import { Icon } from '../../icons/icon.tsx'
import { Note } from '../../parts/note.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'

/** The hash of this receipt, and how anybody sees that it is what was written. */
export function ReceiptProof({ run, receipt: { hash, line } }: { readonly run: string; readonly receipt: Receipt }) {
  return (
    <section className="receipt-part">
      <h2>How to check it</h2>
      <dl className="receipt-facts small">
        <div>
          <dt>Hash of this receipt (SHA-256)</dt>
          <dd className="mono">{hash}</dd>
        </div>
      </dl>
      <p className="small soft">
        The next receipt of the run names this hash, so that nothing can be changed unseen. To check it without this
        server, export the receipts of the run and run <code>workcharts receipts verify receipts.ndjson</code>.
      </p>
      <Check run={run} />
      <details className="receipt-exact">
        <summary className="small">The receipt exactly as it is hashed</summary>
        <pre className="receipt-exact-line">{line}</pre>
      </details>
    </section>
  )
}

function Check({ run }: { readonly run: string }) {
  const { send, data, error, isPending } = useCheckReceipts(run)
  return (
    <div className="receipt-check">
      <div className="row row-wrap not-printed">
        <Button loading={isPending} onClick={send}>
          Check the chain now
        </Button>
        <Button
          component="a"
          href={`/api/v1/receipts/export?run=${encodeURIComponent(run)}`}
          download
          variant="subtle"
          leftSection={<Icon name="download" size="small" />}
        >
          Export
        </Button>
      </div>
      <div aria-live="polite">{data === undefined ? null : <Verdict check={data} />}</div>
      {error === null ? null : <ProblemNote failure={error.failure} onRetry={send} />}
    </div>
  )
}

function Verdict({ check: { verifies, receipts, tampering } }: { readonly check: ReceiptCheck }) {
  if (verifies)
    return (
      <Note icon="shield" tone="ok">
        <b>The chain holds.</b> {counted(receipts, 'receipt')} of this run, none changed, none missing.
      </Note>
    )
  return (
    <Note icon="warn" tone="bad">
      <b>The chain is broken.</b> Line {tampering?.line}: {tampering?.message} Keep a copy of the data folder and ask
      who has had access to it.
    </Note>
  )
}
