import type { WorkflowDetail } from '../../../api/contract/workflows.ts'
import './source-text.css'

/** The file behind the WorkChart, to read. It is changed where it lies, with any editor. */
export function SourceText({ detail: { text, summary } }: { readonly detail: WorkflowDetail }) {
  return (
    <details className="card source">
      <summary>
        <h2>The file</h2>
        <span className="mono faint clip">{summary.file}</span>
      </summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
      <pre tabIndex={0}>{text}</pre>
    </details>
  )
}
