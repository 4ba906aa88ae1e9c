import { describe, expect, it } from 'vitest'
import { diagnose } from '../../../src/core/diagnostics/diagnose.ts'
import type { Part } from '../../../src/core/procedure/procedure.ts'
import { readProcedure } from '../../../src/core/procedure/read-procedure.ts'
import { stageName } from '../../../src/core/procedure/stage-name.ts'
import { toDocument } from '../../../src/core/procedure/to-document.ts'
import { toStages } from '../../../src/core/procedure/to-stages.ts'
import { readWorkflow } from '../../../src/core/workflow/read-workflow.ts'
import { toYaml } from '../../../src/core/workflow/to-yaml.ts'

const TEXT =
  '# Invoices\n## Reading\n1. Read the invoice\n2. Read the invoice\n## Paying\nPay: "now". Préparer le café\n- 日本'

function parts(text: string): readonly Part[] {
  const read = readProcedure(text)
  if (!read.ok) throw new Error(read.error.code)
  return read.value
}

describe('the stages of a procedure', () => {
  it('[PR19] ask a person, carry the whole text, and have ids of their own', () => {
    const { stages } = toStages(parts(TEXT), new Set(['stage', 'read-the-invoice-2']))
    expect(stages[0]).toEqual({
      id: 'read-the-invoice',
      name: 'Read the invoice',
      instructions: 'Read the invoice',
      roles: { primary: 'human:anyone' },
      escalation: { sla: '4h' },
    })
    expect(stages.map(({ id }) => id)).toEqual([
      'read-the-invoice',
      'read-the-invoice-3',
      'pay-now',
      'preparer-le-cafe',
      'stage-2',
    ])
    const many = toStages(parts('- Do it\n'.repeat(10_000)), new Set()).stages
    expect(many.at(-1)?.id).toBe('do-it-10000')
  })

  it('[PR21] headings are notes before the stage that follows them', () => {
    expect(toStages(parts(TEXT), new Set()).notes).toEqual([
      { text: 'Invoices', before: 'read-the-invoice' },
      { text: 'Reading', before: 'read-the-invoice' },
      { text: 'Paying', before: 'pay-now' },
    ])
  })

  it.each([TEXT, '- One: "two"\n- yes\n- no # x'])('[PR22] are a document without problems: %j', (text) => {
    const written = toYaml(toDocument({ id: 'invoices', name: 'Invoices' }, parts(text)))
    const { document, problems } = readWorkflow({ file: 'w.yaml', text: written })
    expect(problems).toEqual([])
    expect(document === undefined ? ['unread'] : diagnose(document)).toEqual([])
    expect(toDocument({ id: 'invoices' }, [])).toEqual({ workflow_id: 'invoices', stages: [] })
  })

  it.each([
    ['Read it. Then pay.', 'Read it'],
    ['Check these:\n- a', 'Check these'],
    ['The manager approves the refund; amounts over £500.00 need a second one', 'The manager approves the refund'],
    ['Talk to the person who is on duty (see the list in the hall of the house)', 'Talk to the person who is on duty'],
    [
      'If there are no funds left: ask the bank for a loan of half a year',
      'If there are no funds left: ask the bank for a loan of half…',
    ],
    [
      'Cost: all that we pay for the goods that come in from other places',
      'Cost: all that we pay for the goods that come in from other…',
    ],
    ['x'.repeat(80), `${'x'.repeat(59)}…`],
    [`${'x'.repeat(58)}👍👍`, `${'x'.repeat(58)}…`],
    ['…', ''],
    ['', ''],
  ])('[PR20] %j is called %j', (text, name) => {
    expect(stageName(text)).toBe(name)
    expect(name.length).toBeLessThanOrEqual(60)
  })
})
