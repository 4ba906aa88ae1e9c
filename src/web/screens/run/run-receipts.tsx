import { Button } from '@mantine/core'
import { useLocalStorage } from '@mantine/hooks'
import { Link } from '@tanstack/react-router'
import type { ToggleEvent } from 'react'
import { useState } from 'react'
import type { Receipt, RunDetail } from '../../../api/contract/run-detail.ts'
import { READ_A_RECEIPT } from '../../data/read-a-receipt.ts'
import { Icon } from '../../icons/icon.tsx'
import { Card } from '../../parts/card.tsx'
import { Empty } from '../../parts/empty.tsx'
import { Moment } from '../../parts/moment.tsx'
import { Count } from '../../parts/tag.tsx'
import { RECEIPT_KINDS, RECEIPT_OUTCOMES } from '../../words/receipts.ts'
import './run-receipts.css'

/** The proof of what happened, one line for each stage that settled; each can be opened and read. */
export function RunReceipts({ detail: { receipts, signed, summary, planDigest } }: { readonly detail: RunDetail }) {
  const [, setRead] = useLocalStorage(READ_A_RECEIPT)
  return (
    <Card title="Receipts" aside={<Count of={receipts.length} />} actions={<Export run={summary.id} />}>
      {receipts.length === 0 ? (
        <Empty title="No receipt yet">Each stage leaves one when it settles.</Empty>
      ) : (
        <ul className="card-rows">
          {receipts.toReversed().map((receipt) => (
            <ReceiptRow key={receipt.number} run={summary.id} receipt={receipt} onRead={() => setRead(true)} />
          ))}
        </ul>
      )}
      <p className="receipts-foot tiny faint">
        Each names the one before it by its hash, from plan <span className="mono">{shortHash(planDigest)}</span> on.{' '}
        <SignedWords signed={signed} of={receipts.length} />
      </p>
    </Card>
  )
}

function SignedWords({ signed, of }: { readonly signed: RunDetail['signed']; readonly of: number }) {
  if (signed === null) return of === 0 ? null : 'Not signed yet: that is done within a minute.'
  return (
    <>
      Signed <Moment at={signed.at} />
      {signed.receipts < of ? `, ${of - signed.receipts} not yet.` : '.'}
    </>
  )
}

function Export({ run }: { readonly run: string }) {
  return (
    <Button
      component="a"
      href={`/api/v1/receipts/export?run=${encodeURIComponent(run)}`}
      download
      size="compact-xs"
      variant="subtle"
      leftSection={<Icon name="download" size="small" />}
    >
      Export
    </Button>
  )
}

interface ReceiptProps {
  readonly run: string
  readonly receipt: Receipt
}

function ReceiptRow({ run, receipt, onRead }: ReceiptProps & { readonly onRead: () => void }) {
  const [isOpen, setOpen] = useState(false)
  const { number, kind, stage, outcome, hash } = receipt
  const onToggle = (event: ToggleEvent<HTMLDetailsElement>) => {
    setOpen(event.currentTarget.open)
    onRead()
  }
  return (
    <li>
      <details className="receipt" onToggle={onToggle}>
        <summary>
          <Icon name="seal" size="small" tone="soft" />
          <span className="grow">
            <b className="small">{stage === null ? RECEIPT_KINDS[kind] : stage.name}</b>{' '}
            <span className="tiny soft">{RECEIPT_OUTCOMES.get(outcome ?? '') ?? outcome}</span>
          </span>
          <span className="mono faint">
            {number} · {shortHash(hash)}
          </span>
        </summary>
        {isOpen ? <ReceiptText run={run} receipt={receipt} /> : null}
      </details>
    </li>
  )
}

/** Drawn when somebody wants to read it: two hundred of them would keep the page from opening. */
function ReceiptText({ run, receipt: { at, number, line } }: ReceiptProps) {
  return (
    <>
      <p className="tiny faint">
        <Moment at={at} /> ·{' '}
        <Link to="/runs/$runId/receipts/$number" params={{ runId: run, number: String(number) }}>
          Read it as a page
        </Link>
      </p>
      <pre className="receipt-line">{prettyLine(line)}</pre>
    </>
  )
}

/** Enough of a hash to tell two of them apart by eye. */
function shortHash(hash: string): string {
  return `${hash.slice(0, 6)}…${hash.slice(-4)}`
}

function prettyLine(line: string): string {
  return JSON.stringify(JSON.parse(line), null, 2)
}
