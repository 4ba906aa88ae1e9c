import { Link } from '@tanstack/react-router'
import { useNewestReceipts } from '../../data/insights.ts'
import type { ReceiptLine } from '../../derive/receipt-rows.ts'
import { receiptRow } from '../../derive/receipt-rows.ts'
import { Icon } from '../../icons/icon.tsx'
import { Card } from '../../parts/card.tsx'
import { Confidence } from '../../parts/confidence.tsx'
import { Empty } from '../../parts/empty.tsx'
import { PerformerTile } from '../../parts/tile.tsx'
import { Column, NumberCell } from './cells.tsx'
import '../../parts/table.css'

/** The newest receipts, each with its page, and the way to take all of them along. */
export function ReceiptsCard() {
  const rows = useNewestReceipts().data?.receipts.map(receiptRow) ?? []
  return (
    <Card
      title="Receipts"
      aside={<span className="small faint">of the newest runs</span>}
      actions={
        <>
          <Download href="/api/v1/receipts/export?format=csv">Export CSV</Download>
          <Download href="/api/v1/receipts/export">Export JSON Lines</Download>
        </>
      }
    >
      {rows.length === 0 ? (
        <Empty title="No receipt yet">Each stage of a run leaves one when it settles.</Empty>
      ) : (
        <table className="table table-dense" aria-label="Receipts, the newest first">
          <thead>
            <tr>
              <th scope="col">Run</th>
              <th scope="col">Stage</th>
              <th scope="col">Who did it</th>
              <th scope="col">How sure</th>
              <th scope="col">Quality</th>
              <Column name="Cost" />
              <Column name="Time" />
              <th scope="col">Proof</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Row key={`${row.run.id} ${row.number}`} row={row} />
            ))}
          </tbody>
        </table>
      )}
    </Card>
  )
}

function Download({ href, children }: { readonly href: string; readonly children: string }) {
  return (
    <a href={href} download className="row row-tight small not-printed">
      <Icon name="download" size="small" />
      {children}
    </a>
  )
}

function Row({ row }: { readonly row: ReceiptLine }) {
  const { run, number, stage, who, by, confidence, quality, cost, took, hash } = row
  return (
    <tr>
      <td>
        <Link to="/runs/$runId" params={{ runId: run.id }}>
          {run.title}
        </Link>
      </td>
      <td data-label="Stage">
        <Link
          to="/runs/$runId/receipts/$number"
          params={{ runId: run.id, number: String(number) }}
          className="name-link"
        >
          {stage}
        </Link>
      </td>
      <td data-label="Who did it">
        <span className="row row-tight">
          <PerformerTile kind={by} />
          {who}
        </span>
      </td>
      <td data-label="How sure">
        <HowSure confidence={confidence} />
      </td>
      <td data-label="Quality">
        <Quality verdict={quality} />
      </td>
      <NumberCell label="Cost">{cost}</NumberCell>
      <NumberCell label="Time">{took}</NumberCell>
      <td data-label="Proof" className="mono faint">
        {hash}
      </td>
    </tr>
  )
}

function HowSure({ confidence }: Pick<ReceiptLine, 'confidence'>) {
  if (confidence === 'none') return <span className="faint">–</span>
  return confidence === null ? <span className="faint">not known</span> : <Confidence {...confidence} />
}

function Quality({ verdict }: { readonly verdict: ReceiptLine['quality'] }) {
  switch (verdict) {
    case 'right':
      return (
        <span className="row row-tight ok">
          <Icon name="check" size="small" /> right
        </span>
      )
    case 'wrong':
      return (
        <span className="row row-tight bad">
          <Icon name="cross" size="small" /> wrong
        </span>
      )
    case 'not checked':
      return <span className="faint">not checked</span>
  }
}
