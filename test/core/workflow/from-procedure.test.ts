import { describe, expect, it } from 'vitest'
import { diagnose } from '../../../src/core/diagnostics/diagnose.ts'
import { fromProcedure, stagesFromText } from '../../../src/core/workflow/from-procedure.ts'
import { readWorkflow } from '../../../src/core/workflow/read-workflow.ts'
import { toYaml } from '../../../src/core/workflow/to-yaml.ts'

describe('a procedure', () => {
  it('[WF190] becomes one stage a line, each for a person', () => {
    const text = '# Invoices\r\n\n1. Read the invoice\n  - Compare it\n(3) Pay: now\nStep 4: File it\n• Done'
    expect(stagesFromText(text).map((stage) => stage['instructions'])).toEqual([
      'Read the invoice',
      'Compare it',
      'Pay: now',
      'File it',
      'Done',
    ])
    expect(stagesFromText(text)[0]).toMatchObject({ name: 'Read the invoice', roles: { primary: 'human:anyone' } })
  })

  it('[WF190] keeps a long line whole as the instruction, and shortens its name', () => {
    const [stage] = stagesFromText('word '.repeat(40))
    expect(String(stage?.['name'])).toMatch(/^.{1,79}…$/)
    expect(String(stage?.['instructions'])).toHaveLength(199)
  })

  it('[WF191] gives each stage an id of its own', () => {
    const ids = stagesFromText('Pay\nPay\nPréparer le café\n日本').map((stage) => stage['id'])
    expect(ids).toEqual(['pay', 'pay-2', 'preparer-le-cafe', 'step-4'])
  })

  it('[WF191] is a document without problems, whatever its title', () => {
    expect(fromProcedure('Pay an invoice!', 'Pay')).toMatchObject({
      workflow_id: 'pay-an-invoice',
      name: 'Pay an invoice!',
    })
    expect(fromProcedure('日本', 'Pay')).toMatchObject({ workflow_id: 'procedure' })
    const { document, problems } = readWorkflow({
      file: 'w.yaml',
      text: toYaml(fromProcedure('A', 'One\nTwo: "three"\n- yes')),
    })
    expect(problems).toEqual([])
    expect(document === undefined ? ['unread'] : diagnose(document)).toEqual([])
  })
})
