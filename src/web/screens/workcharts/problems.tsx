import type { Diagnostic } from '../../../api/contract/workflows.ts'
import { Icon } from '../../icons/icon.tsx'
import { Card } from '../../parts/card.tsx'
import { Count } from '../../parts/tag.tsx'
import './problems.css'

/** What is wrong with the file, where, and what to do. */
export function Problems({ problems }: { readonly problems: readonly Diagnostic[] }) {
  if (problems.length === 0) return null
  const errors = problems.filter(({ severity }) => severity === 'error').length
  return (
    <Card title="Problems" aside={errors === 0 ? <Count of={problems.length} /> : <Count of={errors} tone="bad" />}>
      <ul className="card-rows">
        {problems.map((problem) => (
          <ProblemRow key={`${problem.rule} ${problem.line} ${problem.column} ${problem.message}`} problem={problem} />
        ))}
      </ul>
    </Card>
  )
}

function ProblemRow({ problem: { severity, message, help, file, line, column } }: { readonly problem: Diagnostic }) {
  const isError = severity === 'error'
  return (
    <li className="row row-top row-wrap">
      <Icon name={isError ? 'failed' : 'warn'} tone={isError ? 'bad' : 'soft'} label={isError ? 'Problem' : 'Note'} />
      <span className="grow">
        {message} <span className="soft">{help}</span>
      </span>
      <span className="mono faint problem-place">
        {baseName(file)}:{line}:{column}
      </span>
    </li>
  )
}

function baseName(file: string): string {
  return file.slice(file.lastIndexOf('/') + 1)
}
