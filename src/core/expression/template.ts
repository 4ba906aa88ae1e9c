import type { Result } from '../basics/result.ts'
import { err, ok } from '../basics/result.ts'
import type { ExpressionProblem } from './expression-problem.ts'
import { TEXT_TO_SKIP } from './text-to-skip.ts'

/** A piece of a text that holds `${{ … }}`. */
export type TemplatePart =
  | { readonly kind: 'text'; readonly text: string }
  /** What stands between the braces; `offset` is where it begins in the whole text. */
  | { readonly kind: 'expression'; readonly text: string; readonly offset: number }

const OPEN = '${{'
const CLOSE = '}}'

/** Text without `${{` is the same text for everybody. */
export function holdsExpression(text: string): boolean {
  return text.includes(OPEN)
}

/** The pieces of `text` from left to right. `$${{` stands for the characters `${{`. */
export function parseTemplate(text: string): Result<readonly TemplatePart[], ExpressionProblem> {
  const parts: TemplatePart[] = []
  let at = 0
  for (let open = text.indexOf(OPEN); open >= 0; open = text.indexOf(OPEN, at)) {
    const isEscaped = open > at && text[open - 1] === '$'
    if (isEscaped) {
      parts.push({ kind: 'text', text: text.slice(at, open - 1) + OPEN })
      at = open + OPEN.length
      continue
    }
    const start = open + OPEN.length
    const end = findClose(text, start)
    if (end === undefined) return err(unclosed(open))
    parts.push(
      { kind: 'text', text: text.slice(at, open) },
      { kind: 'expression', text: text.slice(start, end), offset: start },
    )
    at = end + CLOSE.length
  }
  return ok([...parts, { kind: 'text', text: text.slice(at) } as const].filter((part) => part.text !== ''))
}

/** The expression that makes up the whole text, white space aside: its value keeps its type. */
export function onlyExpression(parts: readonly TemplatePart[]): string | undefined {
  const [only, ...more] = parts.filter((part) => part.kind === 'expression' || part.text.trim() !== '')
  return only?.kind === 'expression' && more.length === 0 ? only.text : undefined
}

/** Braces of maps and of texts within the expression do not close it. */
function findClose(text: string, start: number): number | undefined {
  let depth = 0
  for (const { 0: found, index } of text.slice(start).matchAll(MARK)) {
    if (found === '{') depth += 1
    if (found === '}' && depth > 0) depth -= 1
    else if (found === '}' && text.startsWith(CLOSE, start + index)) return start + index
  }
  return undefined
}

const MARK = new RegExp(`${TEXT_TO_SKIP}|[{}]`, 'g')

function unclosed(offset: number): ExpressionProblem {
  const message = 'An expression begins with `${{` and does not end.'
  return {
    code: 'expression-invalid',
    message,
    help: 'Close it with `}}`, or write `$${{` for the characters.',
    offset,
  }
}
