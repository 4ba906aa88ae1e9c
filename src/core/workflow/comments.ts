import { CST, Lexer } from 'yaml'
import type { WorkflowSource } from './read-workflow.ts'
import { syntaxOf } from './read-workflow.ts'

/** What a text says to its readers alone, in its order. JSON has no comments. */
export function commentsIn(source: WorkflowSource): readonly string[] {
  if (syntaxOf(source) === 'json') return []
  const comments: string[] = []
  let isScalar = false
  for (const lexeme of new Lexer().lex(source.text)) {
    const type: string | null = isScalar ? 'scalar' : CST.tokenType(lexeme)
    // What follows the mark of a scalar is its text, whatever it looks like.
    isScalar = type === 'scalar' && !isScalar
    if (type === 'comment') comments.push(lexeme.trim())
  }
  return comments
}
