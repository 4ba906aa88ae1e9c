import { describe, expect, it } from 'vitest'
import { builderView } from '../../../src/web/derive/builder-view.ts'
import { escalationPath, exampleBegin, reminderProblem, wayToPeople } from '../../../src/web/derive/escalation-path.ts'
import {
  beginProblem,
  endProblem,
  holidaysProblem,
  hoursDraft,
  nextHours,
  readHolidays,
  usualHours,
  writtenHours,
} from '../../../src/web/derive/hours-draft.ts'

function aWay(escalation: string, rest = '') {
  const text = `stages:\n  - { id: sort, roles: { primary: "skill:sort" }, escalation: { ${escalation} } }\n${rest}`
  const { document, stages } = builderView({ file: 'a.yaml', text })
  const [stage] = stages
  if (stage === undefined) throw new Error('There is no stage')
  return wayToPeople(stage, document)
}

function clocks(escalation: string, rest?: string): readonly string[] {
  return escalationPath(aWay(escalation, rest)).map(({ clock, words }) => `${clock} ${words}`)
}

const CALENDAR = 'calendar: { timezone: Europe/Berlin, hours: [{ days: MON-FRI, from: "09:00", to: "17:00" }] }'

describe('the way to people', () => {
  it('[UI240] tells when they are reminded', () => {
    expect(clocks('sla: 4h, remind: 1h').slice(0, 3)).toEqual([
      'Mon 09:00 Anyone is asked',
      'Mon 12:00 Still open: reminded, 1 hour before the deadline',
      'Mon 13:00 Deadline after 4 hours: marked overdue',
    ])
    expect(exampleBegin(aWay('sla: 4h'))).toBe('Monday 09:00')
  })

  it('[UI240] begins on a Friday and goes by the working hours, also those for all stages', () => {
    const steps = 'on_breach: [{ after: 0s, to: ["human:lena"] }, { after: 40h, to: ["human:boss"] }]'
    const expected = [
      'Fri 15:00 Anyone is asked',
      'Fri 16:30 Still open: reminded, 90 minutes before the deadline',
      'Mon 10:00 Deadline after 3 hours of working time: marked overdue, also asks Lena',
      'Mon 10:00, week 2 Still open: also asks Boss',
      'later Waits. Time never approves anything.',
    ]
    expect(clocks(`sla: 3h, remind: 90m, ${steps}, ${CALENDAR}`)).toEqual(expected)
    expect(clocks(`sla: 3h, remind: 90m, ${steps}`, `defaults: { escalation: { ${CALENDAR} } }\n`)).toEqual(expected)
    expect(exampleBegin(aWay(CALENDAR))).toBe('Friday 15:00')
  })

  it.each([
    ['hours that can not be read', CALENDAR.replace('MON-FRI', 'someday')],
    ['a time that is none', CALENDAR.replace('09:00', 'nine')],
    ['an end before the beginning', CALENDAR.replace('17:00', '08:00')],
    ['no hours', 'calendar: { timezone: UTC, hours: [] }'],
  ])('[UI240] has no times with %s', (_, calendar) => {
    expect(clocks(`sla: 3h, ${calendar}`).slice(0, 2)).toEqual([
      'Fri 15:00 Anyone is asked',
      '? Deadline after 3 hours of working time: marked overdue',
    ])
  })

  it('[UI240] has no time for a reminder that would come before people are asked', () => {
    expect(clocks('sla: 1h, remind: 2h')[1]).toBe('? Still open: reminded, 2 hours before the deadline')
  })
})

describe('working hours', () => {
  it('[UI241] are read as they are written, and written back the same', () => {
    const written = {
      timezone: 'UTC',
      hours: [{ days: 'MON', from: '09:00', to: '10:00' }],
      holidays: ['2026-12-25'],
    }
    const draft = hoursDraft(written)
    expect(draft && writtenHours(draft)).toEqual(written)
    expect(hoursDraft('uk')).toBeUndefined()
    expect(hoursDraft({ timezone: 7, hours: [5], holidays: 'x' })).toEqual({
      timezone: '',
      rows: [{ days: '', from: '', to: '' }],
      holidays: [],
    })
    expect(writtenHours(usualHours('Europe/Berlin'))).toEqual({
      timezone: 'Europe/Berlin',
      hours: [{ days: 'MON-FRI', from: '09:00', to: '17:00' }],
    })
  })

  it('[UI241] more of them are those of Saturday', () => {
    const { rows } = usualHours('UTC')
    expect([nextHours([]), nextHours(rows).days]).toEqual([rows[0], 'SAT'])
  })

  it('[UI241] a time that is none, or on the wrong side of the other, is said so', () => {
    expect([beginProblem('09:00', '17:00'), endProblem('09:00', '24:00')]).toEqual([null, null])
    expect(beginProblem('9', '17:00')).toBe('Write hours and minutes, for example 09:00.')
    expect(endProblem('09:00', '25:00')).toBe('Write hours and minutes, for example 09:00.')
    expect(beginProblem('17:00', '17:00')).toBe('This is not before the end.')
    expect(endProblem('22:00', '06:00')).toContain('end at 24:00 and add others')
    expect([beginProblem('09:00', 'x'), endProblem('x', '17:00')]).toEqual([null, null])
  })

  it('[UI241] holidays are days, each once', () => {
    expect(readHolidays(' 2026-12-25, 2026-12-26 2026-12-25\n')).toEqual(['2026-12-25', '2026-12-26'])
    expect([holidaysProblem(''), holidaysProblem('2026-12-25')]).toEqual([null, null])
    expect(holidaysProblem('2026-12-25, 2026-02-30')).toBe(
      '2026-02-30 is not a day. Write year, month and day, for example 2026-12-25.',
    )
    const many = Array.from({ length: 367 }, (_, index) => `${2000 + index}-12-25`).join(' ')
    expect(holidaysProblem(many)).toBe('These are more than 366 days.')
  })

  it('[UI241] a reminder is shorter than the deadline', () => {
    expect(reminderProblem('1h', { sla: '4h' })).toBeNull()
    expect(reminderProblem('4h', { sla: '4h' })).toBe('Write less than the 4 hours of the deadline.')
    expect(reminderProblem('0h', { sla: '4h' })).toBe('This must be longer than zero.')
    expect(reminderProblem('1h', { sla: 'soon' })).toBeNull()
  })
})
