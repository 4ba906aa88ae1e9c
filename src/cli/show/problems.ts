import type { Diagnostic } from '../../api/contract/workflows.ts'
import type { Text } from '../terminal/text.ts'
import { styled } from '../terminal/text.ts'

/** Each problem as `file:line:column`, which editors and terminals link, and what to do about it. */
export function problemLines(problems: readonly Diagnostic[]): readonly Text[] {
  return problems.flatMap(({ file, line, column, severity, message, rule, help }): readonly Text[] => [
    [`${file}:${line}:${column} `, severityWord(severity), ` ${message} (${rule})`],
    ['  ', styled('strong', 'help:'), ` ${help}`],
  ])
}

export function severityWord(severity: Diagnostic['severity']): Text {
  return styled(severity === 'error' ? 'bad' : 'warm', severity)
}
