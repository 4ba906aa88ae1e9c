import type { CST } from 'yaml'
import { Lexer, Parser, CST as Syntax } from 'yaml'
import { quoted } from '../basics/quoted.ts'
import type { Result } from '../basics/result.ts'
import { err, ok } from '../basics/result.ts'
import type { Finding } from './finding.ts'
import { tooDeep } from './finding.ts'
import { DOCUMENT_DEPTH_MAX, YAML_ALIASES_MAX, YAML_LEXEMES_MAX } from './limits.ts'

/**
 * The syntax tree of a YAML text, after the checks that must come before its values are built: a text that is too large
 * or too deep is refused while it is read, so that no recursion and no memory grows with what an attacker wrote.
 */
export function guardedYamlTokens(text: string): Result<GuardedTokens, Finding> {
  const parser = new Parser()
  const guard: Guard = { lexemes: 0, aliases: 0, flowDepth: 0, isScalar: false, findings: [] }
  const tokens: CST.Token[] = []
  for (const lexeme of new Lexer().lex(text)) {
    const refusal = admit(guard, lexeme, parser.offset)
    if (refusal !== undefined) return err(refusal)
    tokens.push(...parser.next(lexeme))
  }
  tokens.push(...parser.end())
  const deep = findTooDeep(tokens)
  if (deep !== undefined) return err(tooDeep(deep.offset, '', DOCUMENT_DEPTH_MAX))
  return ok({ tokens, findings: guard.findings })
}

export interface GuardedTokens {
  readonly tokens: readonly CST.Token[]
  /** Tags and directives. */
  readonly findings: readonly Finding[]
}

interface Guard {
  lexemes: number
  aliases: number
  flowDepth: number
  /** The next lexeme is the text of a plain scalar, whatever it looks like. */
  isScalar: boolean
  readonly findings: Finding[]
}

/** Counts one lexeme. A limit that is passed ends the reading; a tag or directive is noted and reading goes on. */
function admit(guard: Guard, lexeme: string, start: number): Finding | undefined {
  guard.lexemes += 1
  if (guard.lexemes > YAML_LEXEMES_MAX) return tooManyLexemes(start)
  const type = guard.isScalar ? 'scalar' : Syntax.tokenType(lexeme)
  guard.isScalar = type === 'scalar' && !guard.isScalar
  switch (type) {
    case 'flow-map-start':
    case 'flow-seq-start':
      guard.flowDepth += 1
      return guard.flowDepth > DOCUMENT_DEPTH_MAX ? tooDeep(start, '', DOCUMENT_DEPTH_MAX) : undefined
    case 'flow-map-end':
    case 'flow-seq-end':
      guard.flowDepth = Math.max(0, guard.flowDepth - 1)
      return undefined
    case 'alias':
      guard.aliases += 1
      return guard.aliases > YAML_ALIASES_MAX ? tooManyAliases(start) : undefined
    case 'tag':
    case 'directive-line':
      guard.findings.push(noMeaning(lexeme, start))
      return undefined
    default:
      return undefined
  }
}

/** Breadth first and without recursion: a nest of 100,000 lists must not use up the stack of its own guard. */
function findTooDeep(tokens: readonly CST.Token[]): CST.Token | undefined {
  let level = [...tokens]
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > DOCUMENT_DEPTH_MAX) return level[0]
    level = level.flatMap(childrenOf)
  }
  return undefined
}

function childrenOf(token: CST.Token): readonly CST.Token[] {
  if (token.type === 'document') return [token.value].filter(isThere)
  if (!Syntax.isCollection(token)) return []
  return token.items.flatMap(({ key, value }) => [key, value].filter(isThere))
}

function isThere(token: CST.Token | null | undefined): token is CST.Token {
  return token !== null && token !== undefined
}

function tooManyLexemes(start: number): Finding {
  const message = `The document holds more than ${YAML_LEXEMES_MAX.toLocaleString('en')} words and marks.`
  return { rule: 'too-large', start, pointer: '', message, help: 'Split it into several workflows.' }
}

function tooManyAliases(start: number): Finding {
  const message = `The document uses aliases more than ${YAML_ALIASES_MAX} times.`
  return { rule: 'too-large', start, pointer: '', message, help: 'Write some of the values out.' }
}

function noMeaning(lexeme: string, start: number): Finding {
  const thing = lexeme.startsWith('%') ? 'directive' : 'tag'
  const message = `The YAML ${thing} ${quoted(lexeme.trimEnd())} has no meaning in a workflow.`
  return { rule: 'yaml-syntax', start, pointer: '', message, help: `Remove the ${thing}.` }
}
