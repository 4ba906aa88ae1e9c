import { readFileSync } from 'node:fs'
import type { Diagnostic } from '../../src/core/workflow/diagnostic.ts'
import { readWorkflow } from '../../src/core/workflow/read-workflow.ts'
import type { Workflow } from '../../src/core/workflow/workflow.ts'
import type { WorkflowDocument } from '../../src/core/workflow/workflow-document.ts'

/** The text of a file in test/core/workflow/fixtures. */
export function fixture(name: string): string {
  return readFileSync(new URL(`../core/workflow/fixtures/${name}`, import.meta.url), 'utf8')
}

/** A document that must be free of problems. */
export function documentOf(text: string, file = 'work.yaml'): WorkflowDocument {
  const { problems, document } = readWorkflow({ file, text })
  if (document === undefined || problems.length > 0) throw new Error(JSON.stringify(problems))
  return document
}

export function workflowOf(text: string, file = 'work.yaml'): Workflow {
  return documentOf(text, file).workflow
}

/** `line:column rule pointer message help`, one text for each problem. */
export function problemsOf(text: string, file = 'work.yaml'): readonly string[] {
  return readWorkflow({ file, text }).problems.map(problemLine)
}

export function problemLine({ line, column, rule, pointer, message, help }: Diagnostic): string {
  return `${line}:${column} ${rule} ${pointer} ${message} ${help}`
}

/** A document of one stage whose further keys are `lines`, from line 5 on, in column 5. */
export function withStageKeys(...lines: readonly string[]): string {
  const head = ['workflow_id: work', 'stages:', '  - id: only', '    roles: { primary: "agent:worker" }']
  return `${[...head, ...lines.map((line) => `    ${line}`)].join('\n')}\n`
}

/** A document whose further keys are `lines`, from line 1 on. */
export function withKeys(...lines: readonly string[]): string {
  return `${[...lines, 'workflow_id: work', 'stages: [{ id: only, roles: { primary: "agent:worker" } }]'].join('\n')}\n`
}
