import { z } from 'zod'
import type { JsonObject } from '../../../core/basics/json.ts'
import { textOr } from '../../../core/basics/json.ts'
import { costShape } from '../command/parse-report.ts'
import type { Dialect, ProgramEvent } from './dialect.ts'

/**
 * Any program. It reads one JSON object from its standard input and writes one JSON object a line to its standard output:
 * `{"type":"said","text"}` and `{"type":"tool","name"}` as it works; at the end
 * `{"type":"answer","outputs":{},"confidence":0.9,"cost":{…},"summary"}`, or `{"type":"error","message"}`.
 */
export const JSON_LINES: Dialect = {
  arguments: [],
  input: (prompt, { inputs, context, instructions, outputs, idempotencyKey, note }) =>
    `${JSON.stringify({ prompt, inputs, context, instructions, outputs, idempotencyKey, note })}\n`,
  read: (event) => {
    switch (event['type']) {
      case 'said':
        return [{ type: 'said', text: textOr(event['text'], '') }]
      case 'tool':
        return [{ type: 'tool-called', tool: textOr(event['name'], 'a tool') }]
      case 'answer':
        return [readAnswer(event)]
      case 'error':
        return [ended({ type: 'error', message: textOr(event['message'], 'It did not say why.') })]
      default:
        return []
    }
  },
}

const moneyShape = z.object({ cost: costShape.nullish() })

function readAnswer({ type: _, ...report }: JsonObject): ProgramEvent {
  const money = moneyShape.safeParse(report)
  if (!money.success) return ended({ type: 'unreadable', problem: z.prettifyError(money.error) })
  return { ...ended({ type: 'report', report }), cost: money.data.cost ?? null }
}

function ended(word: Extract<ProgramEvent, { type: 'ended' }>['word']): Extract<ProgramEvent, { type: 'ended' }> {
  return { type: 'ended', word, cost: null, tokens: null }
}
