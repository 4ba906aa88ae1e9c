import { describe, expect, it } from 'vitest'
import { fromIsoTime, isoTime } from '../../../src/core/basics/timestamp.ts'
import { nextInstants } from '../../../src/core/schedule/cron.ts'
import { dayStarts, daysFrom } from '../../../src/core/schedule/day-starts.ts'
import { timesADay } from '../../../src/core/schedule/times-a-day.ts'

const NOON = fromIsoTime('2026-03-27T12:00:00Z')
const DAYS = daysFrom(NOON, { timezone: 'Europe/London', count: 3 })
const LONDON = { timezone: 'Europe/London' }

function isoStarts(cron: string, after = NOON) {
  return dayStarts({ ...LONDON, cron }, { days: DAYS, after }).map((starts) => {
    if (starts === null) return null
    return starts.type === 'times' ? starts.instants.map(isoTime) : `${starts.timesADay} from ${isoTime(starts.first)}`
  })
}

describe('days', () => {
  it('[AP182] begin and end with the day of the zone, also where the clocks change', () => {
    expect(DAYS.map(({ date, from, until }) => [date, isoTime(from), isoTime(until)])).toEqual([
      ['2026-03-27', '2026-03-27T00:00:00.000Z', '2026-03-28T00:00:00.000Z'],
      ['2026-03-28', '2026-03-28T00:00:00.000Z', '2026-03-29T00:00:00.000Z'],
      ['2026-03-29', '2026-03-29T00:00:00.000Z', '2026-03-29T23:00:00.000Z'],
    ])
  })

  it('[AP182] hold the times that are still to come', () => {
    expect(isoStarts('0 9,13 * * *')).toEqual([
      ['2026-03-27T13:00:00.000Z'],
      ['2026-03-28T09:00:00.000Z', '2026-03-28T13:00:00.000Z'],
      ['2026-03-29T08:00:00.000Z', '2026-03-29T12:00:00.000Z'],
    ])
    expect(isoStarts('0 9 * * SUN')).toEqual([null, null, ['2026-03-29T08:00:00.000Z']])
    expect(isoStarts('0 9 * * *', fromIsoTime('2026-03-20T00:00:00Z'))[0]).toEqual(['2026-03-27T09:00:00.000Z'])
    expect(dayStarts({ ...LONDON, cron: '0 9 * * *' }, { days: [], after: NOON })).toEqual([])
  })

  it('[AP182] say how often where it is too often to name each time', () => {
    expect(isoStarts('*/15 * * * SAT')).toEqual([null, '96 from 2026-03-28T00:00:00.000Z', null])
    expect(isoStarts('0 * * * *')[0]).toBe('24 from 2026-03-27T13:00:00.000Z')
    expect(dayStarts({ ...LONDON, cron: '0 * * * *', endsOn: '2026-03-26' }, { days: DAYS, after: NOON })).toEqual([
      null,
      null,
      null,
    ])
  })

  it('[AP182] count every minute where nothing is limited', () => {
    expect([timesADay('* * * * *'), timesADay('x')]).toEqual([1_440, 1_440])
  })

  it.each(['0 9 * * *', '*/15 * * * *', '5-59/20 8-17/3 * * *', '*/15,3 1,2-4/2 * * *', '0,0,30 * * * *'])(
    '[AP182] %s fires as often on a day as its minutes and hours say',
    (cron) => {
      const day = { after: fromIsoTime('2026-01-01T23:59:00Z'), count: 300, timezone: 'UTC' }
      const instants = nextInstants({ expression: cron }, day).filter((each) => isoTime(each).startsWith('2026-01-02'))
      expect(timesADay(cron)).toBe(instants.length)
    },
  )
})
