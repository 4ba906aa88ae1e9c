import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { timestamp } from '../../../src/core/basics/timestamp.ts'
import { INSTANTS_MAX, nextInstants, parseCron } from '../../../src/core/schedule/cron.ts'
import { isTimezone, timezoneNames } from '../../../src/core/schedule/timezone.ts'

function fires(expression: string, timezone: string, after: string) {
  return (count: number): readonly string[] => {
    const cron = parseCron(expression)
    if (!cron.ok) throw new Error(cron.error.message)
    const instants = nextInstants(cron.value, { timezone, after: timestamp(Date.parse(after)), count })
    return instants.map((instant) => new Date(instant).toISOString().replace(':00.000Z', 'Z'))
  }
}

const wordsOf = (expression: string) => {
  const cron = parseCron(expression)
  return cron.ok ? 'no error' : `${cron.error.message} ${cron.error.help}`
}

describe('cron expressions', () => {
  it('[SH1] mean the same however many others were read in between', () => {
    const read = () => parseCron(' 30  9 * * MON ')
    const first = read()
    for (let minute = 0; minute < 1_440; minute += 1) parseCron(`${minute % 60} ${Math.floor(minute / 60)} * * *`)
    expect([first, read(), read()]).toEqual(Array(3).fill({ ok: true, value: { expression: '30 9 * * MON' } }))
  })

  it.each([
    [
      '* * * * * *',
      'The cron expression `* * * * * *` has 6 fields instead of 5. Leave out seconds and years: minute, hour, day, month, weekday.',
    ],
    [
      '0 0 9 * * MON 2027',
      'The cron expression `0 0 9 * * MON 2027` has 7 fields instead of 5. Leave out seconds and years: minute, hour, day, month, weekday.',
    ],
    [
      '9 * *',
      "The cron expression `9 * *` has 3 fields instead of 5. Write for example `0 9 * * MON-FRI` for nine o'clock on weekdays.",
    ],
    [
      '',
      "The cron expression `` has 1 fields instead of 5. Write for example `0 9 * * MON-FRI` for nine o'clock on weekdays.",
    ],
    [
      '@daily',
      "The cron expression `@daily` is a nickname, not a time. Write for example `0 9 * * MON-FRI` for nine o'clock on weekdays.",
    ],
    ['? * * * *', 'The cron expression `? * * * *` can not be read. Use digits, names, `*`, `,`, `-` and `/`.'],
  ])('[SH1] %s', (expression, words) => {
    expect(wordsOf(expression)).toBe(words)
  })

  it.each([
    ['60 * * * *', 'Invalid value for minute: 60'],
    ['* 24 * * *', 'Invalid value for hour: 24'],
    ['* * * * 8', 'Invalid value for dayOfWeek: 8'],
    ['* * * FOO *', 'configuration entry 4 (FOO) contains illegal characters'],
    ['5-1 * * * *', "From value is larger than to value: '5-1'"],
    ['*/0 * * * *', 'Syntax error, illegal stepping'],
  ])('[SH2] %s: %s', (expression, reason) => {
    expect(wordsOf(expression)).toContain(reason)
  })

  it.each([
    ['0 9 * * MON-FRI', ['2026-01-01T09:00Z', '2026-01-02T09:00Z', '2026-01-05T09:00Z']],
    ['  0   9\t* * 1-5 ', ['2026-01-01T09:00Z', '2026-01-02T09:00Z', '2026-01-05T09:00Z']],
    ['0,30 9-10 * JAN *', ['2026-01-01T09:00Z', '2026-01-01T09:30Z', '2026-01-01T10:00Z']],
    ['*/20 0 * * *', ['2026-01-01T00:20Z', '2026-01-01T00:40Z', '2026-01-02T00:00Z']],
    ['0 0 29 2 *', ['2028-02-29T00:00Z', '2032-02-29T00:00Z', '2036-02-29T00:00Z']],
  ])('[SH2] %s', (expression, expected) => {
    expect(fires(expression, 'UTC', '2026-01-01T00:00:00Z')(3)).toEqual(expected)
  })

  it.each([
    ['0 9 L * *', ['2026-01-31T09:00Z', '2026-02-28T09:00Z', '2026-03-31T09:00Z']],
    ['0 9 15W * *', ['2026-01-15T09:00Z', '2026-02-16T09:00Z', '2026-03-16T09:00Z']],
    ['0 9 1W * *', ['2026-01-01T09:00Z', '2026-02-02T09:00Z', '2026-03-02T09:00Z']],
    ['0 9 31W * *', ['2026-01-30T09:00Z', '2026-03-31T09:00Z', '2026-05-29T09:00Z']],
    ['0 9 LW * *', ['2026-01-30T09:00Z', '2026-02-27T09:00Z', '2026-03-31T09:00Z']],
    ['0 9 * * FRI#2', ['2026-01-09T09:00Z', '2026-02-13T09:00Z', '2026-03-13T09:00Z']],
    ['0 9 * * FRI#5', ['2026-01-30T09:00Z', '2026-05-29T09:00Z', '2026-07-31T09:00Z']],
    ['0 9 * * FRIL', ['2026-01-30T09:00Z', '2026-02-27T09:00Z', '2026-03-27T09:00Z']],
  ])('[SH12] %s', (expression, expected) => {
    expect(fires(expression, 'UTC', '2026-01-01T00:00:00Z')(3)).toEqual(expected)
  })

  it.each(['0 0 30 2 *', '0 0 31 4,6,9,11 *'])('[SH3] %s', (expression) => {
    expect(wordsOf(expression)).toBe(
      `The cron expression \`${expression}\` never fires. Choose a day that its month has.`,
    )
  })

  it('[SH8] the first of the month and every Monday', () => {
    expect(fires('0 9 1 * MON', 'UTC', '2026-01-01T00:00:00Z')(3)).toEqual([
      '2026-01-01T09:00Z',
      '2026-01-05T09:00Z',
      '2026-01-12T09:00Z',
    ])
  })

  it('[SH8] every tenth day is a limit, and so is every second weekday', () => {
    expect(fires('0 9 */10 * SUN', 'UTC', '2026-01-01T12:00:00Z')(3)).toEqual([
      '2026-01-04T09:00Z',
      '2026-01-11T09:00Z',
      '2026-01-18T09:00Z',
    ])
    expect(fires('0 9 15 * */5', 'UTC', '2026-01-10T12:00:00Z')(3)).toEqual([
      '2026-01-11T09:00Z',
      '2026-01-15T09:00Z',
      '2026-01-16T09:00Z',
    ])
  })
})

describe('instants', () => {
  it('[SH4] the zone counts, and the given instant does not', () => {
    expect(fires('0 9 * * *', 'Asia/Tokyo', '2026-01-01T00:00:00Z')(2)).toEqual([
      '2026-01-02T00:00Z',
      '2026-01-03T00:00Z',
    ])
    expect(fires('0 9 * * *', 'America/New_York', '2026-01-01T00:00:00Z')(1)).toEqual(['2026-01-01T14:00Z'])
  })

  it('[SH4] instants rise, and each is the next one after the one before', () => {
    const fields = fc.tuple(
      fc.integer({ min: 0, max: 59 }),
      fc.integer({ min: 0, max: 23 }),
      fc.constantFrom('*', '1', 'L', '*/3'),
    )
    const zone = fc.constantFrom('Europe/London', 'America/New_York', 'Australia/Lord_Howe', 'UTC', 'Asia/Kathmandu')
    const after = fc.integer({ min: Date.UTC(2020, 0), max: Date.UTC(2035, 0) })
    fc.assert(
      fc.property(fields, zone, after, ([minute, hour, day], timezone, ms) => {
        const cron = parseCron(`${minute} ${hour} ${day} * *`)
        if (!cron.ok) throw new Error(cron.error.message)
        const [first, second] = nextInstants(cron.value, { timezone, after: timestamp(ms), count: 2 })
        if (first === undefined || second === undefined) throw new Error('A daily time comes again')
        expect(first).toBeGreaterThan(ms)
        expect(second).toBeGreaterThan(first)
        expect(nextInstants(cron.value, { timezone, after: first, count: 1 })).toEqual([second])
      }),
      { numRuns: 300 },
    )
  })

  it.each([
    ['30 1 * * *', 'Europe/London', '2026-03-28T23:00:00Z', ['2026-03-29T01:00Z', '2026-03-30T00:30Z']],
    ['30 2 * * *', 'America/New_York', '2026-03-08T05:00:00Z', ['2026-03-08T07:00Z', '2026-03-09T06:30Z']],
    ['15 2 * * *', 'Australia/Lord_Howe', '2026-10-03T14:00:00Z', ['2026-10-03T15:30Z', '2026-10-04T15:15Z']],
    ['0,30 1 * * *', 'Europe/London', '2026-03-28T23:00:00Z', ['2026-03-29T01:00Z', '2026-03-30T00:00Z']],
    ['30 1,3 * * *', 'Europe/London', '2026-03-28T23:00:00Z', ['2026-03-29T01:00Z', '2026-03-29T02:30Z']],
    ['0,30 1,2 * * *', 'Europe/London', '2026-03-28T23:00:00Z', ['2026-03-29T01:00Z', '2026-03-29T01:30Z']],
    ['0 0 * * *', 'America/Santiago', '2026-09-05T12:00:00Z', ['2026-09-06T04:00Z', '2026-09-07T03:00Z']],
    ['30 23 * * *', 'America/Nuuk', '2026-03-28T12:00:00Z', ['2026-03-29T01:00Z', '2026-03-30T00:30Z']],
    ['30 23,0 * * *', 'America/Nuuk', '2026-03-28T12:00:00Z', ['2026-03-29T01:00Z', '2026-03-29T01:30Z']],
    ['0 9 30,31 12 *', 'Pacific/Apia', '2011-12-29T12:00:00Z', ['2011-12-30T10:00Z', '2011-12-30T19:00Z']],
  ])('[SH5] %s in %s', (...[expression, zone, after, expected]) => {
    expect(fires(expression, zone, after)(2)).toEqual(expected)
  })

  it.each([
    ['30 1 * * *', 'Europe/London', '2026-10-24T23:00:00Z', ['2026-10-25T00:30Z', '2026-10-26T01:30Z']],
    ['30 1 * * *', 'America/New_York', '2026-11-01T04:00:00Z', ['2026-11-01T05:30Z', '2026-11-02T06:30Z']],
    ['45 1 * * *', 'Australia/Lord_Howe', '2026-04-04T13:00:00Z', ['2026-04-04T14:45Z', '2026-04-05T15:15Z']],
    ['30 1,3 * * *', 'Europe/London', '2026-10-24T23:00:00Z', ['2026-10-25T00:30Z', '2026-10-25T03:30Z']],
  ])('[SH6] %s in %s', (...[expression, zone, after, expected]) => {
    expect(fires(expression, zone, after)(2)).toEqual(expected)
  })

  it.each([
    ['0 * * * *', 60, 'Europe/London', '2026-03-28T22:30:00Z'],
    ['0 * * * *', 60, 'Europe/London', '2026-10-24T22:30:00Z'],
    ['*/30 * * * *', 30, 'America/New_York', '2026-03-08T04:45:00Z'],
    ['*/30 * * * *', 30, 'America/New_York', '2026-11-01T03:45:00Z'],
    ['*/15 * * * *', 15, 'Australia/Lord_Howe', '2026-04-04T13:50:00Z'],
    ['*/15 * * * *', 15, 'Australia/Lord_Howe', '2026-10-03T13:50:00Z'],
  ])('[SH7] %s comes every %i minutes in %s', (...[expression, minutes, zone, after]) => {
    const instants = fires(expression, zone, after)(12).map((instant) => Date.parse(instant.replace('Z', ':00Z')))
    const gaps = instants.slice(1).map((instant, index) => (instant - (instants[index] ?? 0)) / 60_000)
    expect(gaps).toEqual(Array(11).fill(minutes))
  })

  it.each([
    ['*/30 2 * * *', 'Europe/Berlin', '2026-03-28T12:00:00Z', ['2026-03-30T00:00Z', '2026-03-30T00:30Z']],
    ['*/30 2 * * *', 'Europe/Berlin', '2026-10-25T00:00:00Z', ['2026-10-25T00:30Z', '2026-10-25T01:00Z']],
    ['15 */2 * * *', 'Europe/Berlin', '2026-10-25T00:00:00Z', ['2026-10-25T00:15Z', '2026-10-25T01:15Z']],
    ['15 */2 * * *', 'Europe/Berlin', '2026-03-29T00:00:00Z', ['2026-03-29T02:15Z', '2026-03-29T04:15Z']],
  ])('[SH7] %s in %s comes whenever the clock shows it', (...[expression, zone, after, expected]) => {
    expect(fires(expression, zone, after)(2)).toEqual(expected)
  })

  it.each([
    ['30 2 * * *', 'Europe/Berlin', '2026-10-24T20:00:00Z'],
    ['*/20 * * * *', 'Europe/Berlin', '2026-10-24T23:30:00Z'],
    ['15 2,3 * * *', 'Europe/Berlin', '2026-03-28T12:00:00Z'],
    ['30 23 * * *', 'America/Nuuk', '2026-03-27T12:00:00Z'],
  ])('[SH11] %s in %s gives the same from wherever one begins', (expression, zone, begin) => {
    const all = fires(expression, zone, begin)(6)
    const times = all.map((instant) => Date.parse(instant.replace('Z', ':00Z')))
    for (let ms = Date.parse(begin); ms < (times.at(-1) ?? 0); ms += 613_000) {
      const next = times.findIndex((time) => time > ms)
      expect(fires(expression, zone, new Date(ms).toISOString())(2)).toEqual(
        expect.arrayContaining(all.slice(next, next + 2)),
      )
    }
  })

  it('[SH10] a thousand instants are the most', () => {
    expect(fires('* * * * *', 'UTC', '2026-01-01T00:00:00Z')(INSTANTS_MAX + 1)).toHaveLength(INSTANTS_MAX)
  })
})

describe('zones', () => {
  it.each(['Europe/London', 'UTC', 'Australia/Lord_Howe', 'Asia/Calcutta'])('[SH9] %s is one', (name) => {
    expect(isTimezone(name)).toBe(true)
  })

  it.each(['Europe/Londn', '+01:00', '-05:00', '', 'London', 'Europe'])('[SH9] %s is none', (name) => {
    expect(isTimezone(name)).toBe(false)
  })

  it('[SH9] every listed name is one', () => {
    expect(timezoneNames().length).toBeGreaterThan(400)
    expect(timezoneNames().filter((name) => !isTimezone(name))).toEqual([])
  })
})
