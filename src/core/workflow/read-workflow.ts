import type { Diagnostic, Place } from './diagnostic.ts'
import type { Finding } from './finding.ts'
import { DOCUMENT_BYTES_MAX, PROBLEMS_MAX } from './limits.ts'
import type { LineIndex } from './line-index.ts'
import { lineIndex } from './line-index.ts'
import { parseJson } from './parse-json.ts'
import { parseYaml } from './parse-yaml.ts'
import type { ParsedText } from './parsed-text.ts'
import { findSpan, toJson } from './source-tree.ts'
import { utf8Length } from './utf8-length.ts'
import type { WorkflowDocument } from './workflow-document.ts'
import { workflowShape } from './workflow-shape.ts'

/** A text and the name of its file, as messages show it. The name's end decides between YAML and JSON. */
export interface WorkflowSource {
  readonly file: string
  readonly text: string
}

/** A text that was parsed: what is read, checked or changed of it does not parse it again. */
export interface ParsedSource extends WorkflowSource {
  readonly syntax: 'yaml' | 'json'
  /** A byte order mark, or nothing. */
  readonly mark: string
  /** What stands behind the mark. */
  readonly body: string
  readonly parsed: ParsedText
}

export interface Reading {
  /** Everything that is wrong with how the document is written, in the order of the text. */
  readonly problems: readonly Diagnostic[]
  /**
   * Absent where syntax, size or missing stages leave nothing to read. Beside problems it is for further rules only:
   * what could not be read is left out or stood in for, and it must not be run.
   */
  readonly document?: WorkflowDocument
}

/** Reads a WorkChart from YAML or JSON, and reports all problems at once. */
export function readWorkflow(source: WorkflowSource): Reading {
  const { file, syntax, body, parsed } = parseSource(source)
  const { findings, root } = parsed
  const lines = lineIndex(body)
  const found = [...findings]
  const workflow = root && workflowShape.read({ node: root, pointer: '', report: (finding) => found.push(finding) })
  const problems = toDiagnostics(found, { file, lines })
  if (root === undefined || workflow === undefined) return { problems }
  const locate = (pointer: string, at: 'value' | 'key' = 'value'): Place => {
    return { file, ...lines(findSpan(root, pointer, at).start), pointer }
  }
  return { problems, document: { file, syntax, workflow, json: toJson(root), locate } }
}

/** A source that was parsed already is given back as it is. */
export function parseSource(source: WorkflowSource | ParsedSource): ParsedSource {
  if ('parsed' in source) return source
  const { file, text } = source
  const mark = text.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK : ''
  const body = text.slice(mark.length)
  const syntax = syntaxOf({ file, text: body })
  return { file, text, syntax, mark, body, parsed: parseText(body, syntax) }
}

const BYTE_ORDER_MARK = '\u{feff}'

/** By the file's name; where that says nothing, a text that begins like a JSON object is JSON. */
export function syntaxOf({ file, text }: WorkflowSource): 'yaml' | 'json' {
  if (/\.json$/i.test(file)) return 'json'
  if (/\.ya?ml$/i.test(file)) return 'yaml'
  return /^\s*\{\s*["}]/.test(text) ? 'json' : 'yaml'
}

/** The values of a document with their places, whatever it describes. */
export function parseText(text: string, syntax: 'yaml' | 'json'): ParsedText {
  if (utf8Length(text) > DOCUMENT_BYTES_MAX) return { findings: [TOO_MANY_BYTES] }
  return syntax === 'json' ? parseJson(text) : parseYaml(text)
}

const TOO_MANY_BYTES: Finding = {
  rule: 'too-large',
  start: 0,
  pointer: '',
  message: 'The document is larger than 4 MiB.',
  help: 'Split it into several workflows, or move long texts into context modules.',
}

interface Origin {
  readonly file: string
  readonly lines: LineIndex
}

function toDiagnostics(findings: readonly Finding[], { file, lines }: Origin): readonly Diagnostic[] {
  const ordered = findings.toSorted((left, right) => left.start - right.start)
  const shown = ordered.slice(0, PROBLEMS_MAX)
  const cut = ordered[PROBLEMS_MAX]
  if (cut !== undefined) shown.push(tooManyProblems(cut.start))
  return shown.map(({ rule, start, pointer, message, help }) => {
    return { rule, severity: 'error', file, ...lines(start), pointer, message, help }
  })
}

function tooManyProblems(start: number): Finding {
  const message = `Only the first ${PROBLEMS_MAX.toLocaleString('en')} problems are shown.`
  return { rule: 'too-many-problems', start, pointer: '', message, help: 'Mend them, then read the document again.' }
}
