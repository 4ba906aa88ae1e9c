import { describe, expect, it } from 'vitest'
import type { Json } from '../../../src/core/basics/json.ts'
import { editWorkflow } from '../../../src/core/edit/edit-workflow.ts'
import { mapAt } from '../../../src/core/edit/map-at.ts'
import type { EscalationSetting, TriggerSetting, WorkflowEdit } from '../../../src/core/edit/workflow-edit.ts'
import type { StageId } from '../../../src/core/workflow/workflow.ts'

const SORT = 'sort' as StageId
const GONE = 'gone' as StageId

const BARE = `workflow_id: refunds
stages:
  - id: sort # first
    roles: { primary: "skill:sort" }
`

/** The document after the edits, one after the other. */
function after(text: string, ...edits: readonly WorkflowEdit[]): string {
  return edits.reduce((before, edit) => {
    const result = editWorkflow({ file: 'a.yaml', text: before }, edit)
    if (!result.ok) throw new Error(JSON.stringify(result.error))
    return result.value
  }, text)
}

function refused(edit: WorkflowEdit) {
  const result = editWorkflow({ file: 'a.yaml', text: BARE }, edit)
  return result.ok ? undefined : result.error
}

function add(module: string, stage: StageId | null = SORT): WorkflowEdit {
  return { type: 'add-context', stage, module }
}

function need(module: string, wanted: 'required' | 'optional'): WorkflowEdit {
  return { type: 'set-context-need', stage: SORT, module, need: wanted }
}

function budget(tokens: number | null, stage: StageId | null = SORT): WorkflowEdit {
  return { type: 'set-context-budget', stage, tokens }
}

function escalate(setting: EscalationSetting, value: Json): WorkflowEdit {
  return { type: 'set-escalation', stage: SORT, setting, value }
}

describe('what a stage is given to know', () => {
  const ONE = `${BARE}    context_policy:\n      modules:\n        - ctx:tone\n`

  it('[ED70] a module is given to a stage or to all of them, once', () => {
    expect(after(BARE, add('ctx:tone'), add('ctx:tone'))).toBe(ONE)
    expect(after(BARE, add('ctx:tone', null))).toBe(`${BARE}context_policy:\n  modules:\n    - ctx:tone\n`)
    expect(after(BARE, add('ctx:tone'), add('ctx:names'))).toBe(`${ONE}        - ctx:names\n`)
  })

  it('[ED71] the last module takes the list with it, and the last setting the whole', () => {
    const remove = (module: string): WorkflowEdit => ({ type: 'remove-context', stage: SORT, module })
    expect(after(ONE, remove('ctx:tone'))).toBe(BARE)
    expect(after(ONE, remove('ctx:other'))).toBe(ONE)
    expect(after(BARE, add('ctx:tone'), add('ctx:names'), remove('ctx:names'))).toBe(ONE)
    expect(after(BARE, add('ctx:tone'), need('ctx:tone', 'optional'), remove('ctx:tone'))).toBe(BARE)
    const two = after(ONE, add('ctx:names'), need('ctx:names', 'optional'))
    expect(after(two, remove('ctx:names'))).toBe(ONE)
    const budgeted = after(BARE, budget(900))
    expect(after(budgeted, add('ctx:tone'), remove('ctx:tone'))).toBe(budgeted)
  })

  it('[ED72] a module may be absent or must be there', () => {
    const optional = after(ONE, need('ctx:tone', 'optional'), need('ctx:tone', 'optional'))
    expect(optional).toBe(`${ONE}      optional:\n        - ctx:tone\n`)
    expect(after(optional, need('ctx:tone', 'required'), need('ctx:tone', 'required'))).toBe(ONE)
  })

  it('[ED73] a budget is set and taken out', () => {
    expect(after(BARE, budget(900))).toBe(`${BARE}    context_policy:\n      budget_tokens: 900\n`)
    expect(after(BARE, budget(900), budget(null), budget(null))).toBe(BARE)
    expect(after(BARE, budget(900, null), budget(null, null))).toBe(BARE)
  })

  it('[ED74] a stage that is not there is refused', () => {
    expect(refused(add('ctx:tone', GONE))).toEqual({ code: 'stage-unknown', stage: 'gone' })
  })
})

describe('what is written wrongly', () => {
  it('[ED79] counts as not written', () => {
    const wrong = `${BARE}    context_policy: soon\n`
    expect(after(wrong, budget(null), { type: 'remove-context', stage: SORT, module: 'ctx:tone' })).toBe(wrong)
    expect(mapAt({ stages: 'soon' }, ['stages', 0, 'escalation'])).toEqual({})
    expect(mapAt([{ a: { b: 1 } }], [0, 'a'])).toEqual({ b: 1 })
  })
})

describe('the way to people', () => {
  it('[ED75] a setting is set beside the others, and the last one takes the whole with it', () => {
    const both = after(BARE, escalate('to', ['human:ann']), escalate('sla', '2h'))
    expect(both).toBe(`${BARE}    escalation:\n      to:\n        - human:ann\n      sla: 2h\n`)
    expect(after(both, escalate('to', null))).toBe(`${BARE}    escalation:\n      sla: 2h\n`)
    expect(after(both, escalate('to', null), escalate('sla', null), escalate('sla', null))).toBe(BARE)
  })

  it('[ED110] a reminder and working hours are set and taken out', () => {
    const hours = [{ days: 'MON', from: '09:00', to: '17:00' }]
    const both = after(BARE, escalate('remind', '1h'), escalate('calendar', { timezone: 'UTC', hours }))
    expect(both).toBe(
      `${BARE}    escalation:\n      remind: 1h\n      calendar:\n        timezone: UTC\n        hours:\n          - days: MON\n            from: 09:00\n            to: 17:00\n`,
    )
    expect(after(both, escalate('calendar', null), escalate('remind', null))).toBe(BARE)
  })

  it('[ED75] comments beside other settings stay', () => {
    const text = `${BARE}    escalation:\n      to: [ "human:ann" ] # she knows\n      sla: 2h\n`
    expect(after(text, escalate('sla', '30m'))).toBe(text.replace('2h', '30m'))
  })

  it('[ED74] a stage that is not there is refused', () => {
    const edit: WorkflowEdit = { type: 'set-escalation', stage: GONE, setting: 'sla', value: '2h' }
    expect(refused(edit)).toEqual({ code: 'stage-unknown', stage: 'gone' })
  })
})

describe('a gate', () => {
  const threshold = (value: number | null, stage = SORT): WorkflowEdit => {
    return { type: 'set-gate', stage, setting: 'threshold', value }
  }
  const target = (value: number | null): WorkflowEdit => {
    return { type: 'set-gate', stage: SORT, setting: 'target_error', value }
  }
  const audits = (value: number | null): WorkflowEdit => {
    return { type: 'set-gate', stage: SORT, setting: 'audit_rate', value }
  }
  const samples = (value: number | null): WorkflowEdit => ({ type: 'set-gate', stage: SORT, setting: 'samples', value })
  const between = (value: readonly [number, number] | null): WorkflowEdit => {
    return { type: 'set-gate', stage: SORT, setting: 'review_between', value }
  }

  it('[ED105] is set one by one, whatever was there', () => {
    const lines = '    gate:\n      threshold: 0.8\n      samples: 3\n'
    expect(after(BARE, threshold(0.8), samples(3))).toBe(`${BARE}${lines}`)
    expect(after(`${BARE}    gate: none\n`, threshold(0.8), samples(3))).toBe(`${BARE}${lines}`)
    expect(after(BARE, threshold(0.8), between([0.6, 0.95]))).toBe(
      `${BARE}    gate:\n      threshold: 0.8\n      review_between:\n        - 0.6\n        - 0.95\n`,
    )
  })

  it('[ED105] leaves comments and other settings alone', () => {
    const text = `${BARE}    gate:\n      threshold: 0.8 # agreed in May\n      audit_rate: 0.1\n`
    expect(after(text, threshold(0.9), samples(5))).toBe(`${text.replace('0.8', '0.9')}      samples: 5\n`)
  })

  it('[ED106] loses one setting, and all of it with the threshold', () => {
    const text = `${BARE}    gate: { threshold: 0.8, samples: 3, review_between: [ 0.6, 0.95 ] }\n`
    expect(after(text, samples(null), between(null), samples(null))).toBe(`${BARE}    gate: { threshold: 0.8 }\n`)
    expect(after(text, threshold(null), threshold(null))).toBe(BARE)
  })

  it('[ED111] has a target in place of its threshold, and back', () => {
    const text = `${BARE}    gate:\n      threshold: 0.8 # agreed in May\n      samples: 3\n      segments: { input: channel, values: [ post ] }\n`
    const others = '      samples: 3\n      segments: { input: channel, values: [ post ] }\n'
    const aimed = after(text, target(0.05))
    expect(aimed).toBe(`${BARE}    gate:\n${others}      target_error: 0.05\n`)
    expect(after(aimed, target(0.02))).toBe(aimed.replace('0.05', '0.02'))
    expect(after(aimed, threshold(0.9))).toBe(`${BARE}    gate:\n${others}      threshold: 0.9\n`)
    expect(after(`${BARE}    gate: { threshold: 0.8 }\n`, target(0.05))).toBe(
      `${BARE}    gate: { target_error: 0.05 }\n`,
    )
    expect(after(BARE, target(0.05))).toBe(`${BARE}    gate:\n      target_error: 0.05\n`)
  })

  it('[ED111] says what share is checked afterwards, beside either', () => {
    const aimed = `${BARE}    gate: { target_error: 0.05, audit_rate: 0.1 }\n`
    expect(after(BARE, target(0.05), audits(0.1))).toBe(
      `${BARE}    gate:\n      target_error: 0.05\n      audit_rate: 0.1\n`,
    )
    expect(after(aimed, audits(0.05))).toBe(aimed.replace('0.1', '0.05'))
    expect(after(aimed, threshold(0.8))).toBe(`${BARE}    gate: { audit_rate: 0.1, threshold: 0.8 }\n`)
    expect(after(aimed, audits(null))).toBe(`${BARE}    gate: { target_error: 0.05 }\n`)
  })

  it('[ED106] loses all of it with the target too', () => {
    expect(after(`${BARE}    gate: { target_error: 0.05, audit_rate: 0.1 }\n`, target(null), target(null))).toBe(BARE)
  })

  it('[ED107] of a stage that is not there is refused', () => {
    expect(refused(threshold(0.8, GONE))).toEqual({ code: 'stage-unknown', stage: 'gone' })
  })
})

describe('schedules', () => {
  const DAILY: WorkflowEdit = {
    type: 'add-trigger',
    trigger: { type: 'schedule', cron: '0 9 * * *', timezone: 'Europe/London' },
  }
  const LINES = '  - id: schedule\n    type: schedule\n    cron: 0 9 * * *\n    timezone: Europe/London\n'
  const set = (setting: TriggerSetting): WorkflowEdit => ({ type: 'set-trigger', trigger: 'schedule', ...setting })

  it('[ED76] a new schedule has an id of its own, whatever else starts runs', () => {
    expect(after(BARE, DAILY)).toBe(`${BARE}triggers:\n${LINES}`)
    const second = LINES.replace('id: schedule', 'id: schedule-2')
    expect(after(BARE, DAILY, DAILY)).toBe(`${BARE}triggers:\n${LINES}${second}`)
    const manual = `${BARE}triggers:\n  - type: manual\n  - soon\n`
    expect(after(manual, DAILY)).toBe(`${manual}${LINES}`)
  })

  it('[ED77] a schedule is changed and taken away by its id; the last one takes the list with it', () => {
    expect(
      after(BARE, DAILY, set({ setting: 'enabled', value: false }), set({ setting: 'enabled', value: null })),
    ).toBe(`${BARE}triggers:\n${LINES}`)
    expect(after(BARE, DAILY, set({ setting: 'cron', value: '0 8 * * *' }))).toContain('cron: 0 8 * * *')
    const remove: WorkflowEdit = { type: 'remove-trigger', trigger: 'schedule' }
    expect(after(BARE, DAILY, remove)).toBe(BARE)
    expect(after(BARE, DAILY, DAILY, remove)).toContain('triggers:\n  - id: schedule-2\n')
  })

  it('[ED78] a schedule that is not there is refused', () => {
    expect(refused(set({ setting: 'cron', value: '0 8 * * *' }))).toEqual({
      code: 'trigger-unknown',
      trigger: 'schedule',
    })
  })

  it('[ED108] an event trigger is added, changed and taken away in the same way', () => {
    const event: WorkflowEdit = { type: 'add-trigger', trigger: { type: 'event', event: 'shop.order.paid' } }
    const lines = '  - id: event\n    type: event\n    event: shop.order.paid\n'
    expect(after(BARE, event)).toBe(`${BARE}triggers:\n${lines}`)
    const filter: WorkflowEdit = {
      type: 'set-trigger',
      trigger: 'event',
      setting: 'filter',
      value: 'event.data.total > 100',
    }
    expect(after(BARE, event, filter)).toContain('filter: event.data.total > 100')
    expect(after(BARE, event, DAILY, { type: 'remove-trigger', trigger: 'event' })).toBe(`${BARE}triggers:\n${LINES}`)
  })

  it('[ED109] every setting of a schedule is written as the format spells it, and taken out by null', () => {
    const settings: readonly TriggerSetting[] = [
      { setting: 'starts_on', value: '2026-12-01' },
      { setting: 'jitter', value: '5m' },
      { setting: 'overlap', value: 'queue' },
      { setting: 'catch_up', value: 'all' },
      { setting: 'catch_up_max', value: 10 },
      { setting: 'pause_after', value: 3 },
    ]
    const text = after(BARE, DAILY, ...settings.map(set))
    for (const line of ['starts_on: 2026-12-01', 'jitter: 5m', 'overlap: queue', 'catch_up: all', 'catch_up_max: 10'])
      expect(text).toContain(line)
    const without = settings.map(({ setting }) => set({ setting, value: null } as TriggerSetting))
    expect(after(BARE, DAILY, ...settings.map(set), ...without)).toBe(`${BARE}triggers:\n${LINES}`)
  })
})
