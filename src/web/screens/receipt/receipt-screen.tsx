import { Button } from '@mantine/core'
import { Link, useParams } from '@tanstack/react-router'
import type { Receipt, RunDetail } from '../../../api/contract/run-detail.ts'
import { useRun } from '../../data/runs.ts'
import { fullTime } from '../../derive/clock-words.ts'
import { receiptParts } from '../../derive/receipt-page.ts'
import { Icon } from '../../icons/icon.tsx'
import { Screen } from '../../layout/screen.tsx'
import { Card } from '../../parts/card.tsx'
import { Empty } from '../../parts/empty.tsx'
import { Loaded } from '../../parts/loaded.tsx'
import { READER_ZONE } from '../../parts/moment.tsx'
import { ErasedNote } from '../run/erased-note.tsx'
import { ReceiptProof } from './receipt-proof.tsx'
import { ReceiptSheet } from './receipt-sheet.tsx'
import './receipt.css'

/** One receipt, for somebody who was handed it: all it says in plain words, and how to see that it was not changed. */
export function ReceiptScreen() {
  const { runId, number } = useParams({ from: '/runs/$runId/receipts/$number' })
  const run = useRun(runId)
  return (
    <Screen
      title={`Receipt ${number}`}
      parent={
        <Link to="/runs/$runId" params={{ runId }}>
          {run.data === undefined ? 'Run' : (run.data.summary.title ?? run.data.summary.workflow.name)}
        </Link>
      }
      actions={
        <Button className="not-printed" onClick={() => window.print()}>
          Print
        </Button>
      }
    >
      <Loaded query={run} what="the receipt">
        {(detail) => <Found detail={detail} number={number} />}
      </Loaded>
    </Screen>
  )
}

function Found({ detail, number }: { readonly detail: RunDetail; readonly number: string }) {
  const receipt = detail.receipts.find((each) => String(each.number) === number)
  if (receipt === undefined) return <NotThere runId={detail.summary.id} />
  return <Paper detail={detail} receipt={receipt} />
}

function Paper({ detail: { summary, erased }, receipt }: { readonly detail: RunDetail; readonly receipt: Receipt }) {
  return (
    <article className="receipt-paper" aria-label={`Receipt ${receipt.number} of ${summary.workflow.name}`}>
      <p className="receipt-about small soft row row-wrap">
        <Icon name="seal" tone="soft" />
        <span>
          {receipt.stage === null ? 'The whole run' : receipt.stage.name} of {summary.workflow.name}
          {summary.title === null ? '' : `, ${summary.title}`}, {fullTime(Date.parse(receipt.at), READER_ZONE)}
        </span>
      </p>
      <ErasedNote erased={erased} />
      <ReceiptSheet parts={receiptParts(receipt.line, READER_ZONE)} />
      <ReceiptProof run={summary.id} receipt={receipt} />
    </article>
  )
}

function NotThere({ runId }: { readonly runId: string }) {
  return (
    <Card title="No such receipt">
      <Empty
        title="The run has no receipt with this number"
        action={
          <Link to="/runs/$runId" params={{ runId }}>
            See the run and its receipts
          </Link>
        }
      >
        Receipts are numbered from 1, in the order they were written.
      </Empty>
    </Card>
  )
}
