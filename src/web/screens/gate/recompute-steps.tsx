/** How somebody who does not trust this screen comes to the same. `hash` null: there is no certificate to compare with. */
export function RecomputeSteps({ hash }: { readonly hash: string | null }) {
  return (
    <ol className="gate-steps">
      <li>
        <a href="/api/v1/receipts/export" download="receipts.jsonl">
          Export the receipts
        </a>{' '}
        as receipts.jsonl.
      </li>
      <li>
        Run <code>workcharts gate recompute receipts.jsonl</code>, on this machine or another.
      </li>
      <li>
        {hash === null ? (
          'Once there is a certificate, it has the hash that this gives.'
        ) : (
          <>
            It gives the hash of this certificate: <span className="mono gate-hash">{hash}</span>
          </>
        )}
      </li>
    </ol>
  )
}
