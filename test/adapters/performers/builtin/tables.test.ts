import { mkdir, readFile, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createAddRow } from '../../../../src/adapters/performers/builtin/add-row.ts'
import { createLookUpRow } from '../../../../src/adapters/performers/builtin/look-up-row.ts'
import { formatTable, parseTable } from '../../../../src/adapters/performers/tables/table-text.ts'
import { openTables } from '../../../../src/adapters/performers/tables/tables.ts'
import type { JsonObject } from '../../../../src/core/basics/json.ts'
import { aFolder, anAssignment, aSkill, builtin, memoryBlobs, NEVER_ABORTED } from '../../../support/performers.ts'

const CUSTOMERS = 'name,email\nNoor,noor@example.com\nInés,ines@example.org\nNoor,noor2@example.com\n'

async function tablesWith(text?: string) {
  const folder = await aFolder()
  const path = join(folder, 'customers.csv')
  if (text !== undefined) await writeFile(path, text)
  const tables = openTables(folder)
  const performer = await aSkill(memoryBlobs(), builtin('x'))
  const lookUp = (inputs: JsonObject) =>
    createLookUpRow(tables).perform(anAssignment({ performer, inputs }), NEVER_ABORTED)
  const adder = createAddRow(tables)
  const add = async (inputs: JsonObject, idempotencyKey = 'key-1', settings: JsonObject = {}) => {
    const skill = await aSkill(memoryBlobs(), builtin('add-row', settings))
    return adder.perform(anAssignment({ performer: skill, inputs, idempotencyKey }), NEVER_ABORTED)
  }
  return { folder, path, lookUp, add, text: () => readFile(path, 'utf8') }
}

describe('Look up a row', () => {
  it('[PF51] gives the first row and the number of rows', async () => {
    const { lookUp } = await tablesWith(CUSTOMERS)
    expect(await lookUp({ table: 'customers', column: 'name', value: ' noor ' })).toMatchObject({
      type: 'answered',
      answer: {
        outputs: { found: true, matches: 2, row: { name: 'Noor', email: 'noor@example.com' } },
        confidence: null,
      },
    })
  })

  it('[PF51] finds nothing without failing', async () => {
    const { lookUp } = await tablesWith(`\uFEFF${CUSTOMERS}`)
    expect(await lookUp({ table: 'customers', column: 'name', value: 7 })).toMatchObject({
      answer: { outputs: { found: false, matches: 0, row: {} } },
    })
  })

  it.each([
    {
      rule: '[PF51] another table',
      inputs: { table: 'orders', column: 'name', value: 'x' },
      code: 'table-missing',
      message: 'There is no table "orders". Create tables/orders.csv in the data folder.',
    },
    {
      rule: '[PF51] another column',
      inputs: { table: 'customers', column: 'town', value: 'x' },
      code: 'column-missing',
      message: 'The table "customers" has no column "town". It has: name, email.',
    },
    {
      rule: '[PF50] a path',
      inputs: { table: '../customers', column: 'name', value: 'x' },
      code: 'table-name-invalid',
      message: '"../customers" is not the name of a table. Use lower-case letters, digits and hyphens.',
    },
  ])('$rule is refused', async ({ inputs, code, message }) => {
    const { lookUp } = await tablesWith(CUSTOMERS)
    const error = { code, message, reach: 'answered', cost: { basis: 'free' } }
    expect(await lookUp(inputs)).toEqual({ type: 'failed', error })
  })

  it('[PF2] refuses inputs that are incomplete', async () => {
    const { lookUp } = await tablesWith(CUSTOMERS)
    expect(await lookUp({ table: 'customers' })).toMatchObject({ error: { code: 'input-invalid' } })
  })

  it.each([
    ['[PF56] no CSV', 'name,email\n"open', /can not be read as CSV/],
    ['[PF56] a row that is too long', 'name\na,b\n', /can not be read as CSV/],
    ['[PF56] a column twice', 'name,name\na,b\n', /two columns "name"/],
    ['[PF56] an empty file', '', /is empty/],
  ])('%s is refused', async (_, text, message) => {
    const { lookUp } = await tablesWith(text)
    const result = await lookUp({ table: 'customers', column: 'name', value: 'x' })
    expect(result).toMatchObject({ error: { code: 'table-invalid', message: expect.stringMatching(message) } })
  })

  it('[PF56] a table over 10 MiB is refused', async () => {
    const { lookUp, path } = await tablesWith(CUSTOMERS)
    await truncate(path, 10 * 1024 * 1024 + 1)
    expect(await lookUp({ table: 'customers', column: 'name', value: 'x' })).toMatchObject({
      error: { code: 'table-too-large' },
    })
  })

  it('[PF56] a disk that fails is not taken for a missing table', async () => {
    const { folder, lookUp } = await tablesWith()
    await mkdir(join(folder, 'customers.csv'))
    await expect(lookUp({ table: 'customers', column: 'name', value: 'x' })).rejects.toThrow('EISDIR')
  })
})

describe('Add a row', () => {
  const ROW = { table: 'customers', row: { name: 'Mei', email: null } }

  it('[PF52] adds it once for a key', async () => {
    const { add, text } = await tablesWith(CUSTOMERS)
    const first = await add(ROW)
    expect(first).toMatchObject({ type: 'answered', answer: { outputs: { added: { name: 'Mei', email: '' } } } })
    expect(await add({ ...ROW, row: { name: 'Other' } })).toEqual(first)
    expect(await text()).toBe(
      'name,email,_key\nNoor,noor@example.com,\nInés,ines@example.org,\nNoor,noor2@example.com,\nMei,,key-1\n',
    )
  })

  it('[PF52] loses no row and doubles none when many come at once', async () => {
    const { add, text } = await tablesWith(CUSTOMERS)
    const keys = Array.from({ length: 40 }, (_, index) => `key-${index % 20}`)
    await Promise.all(keys.map((key) => add({ table: 'customers', row: { name: key } }, key)))
    const added = (await text()).split('\n').filter((line) => line.startsWith('key-'))
    expect(added.toSorted()).toEqual([...new Set(keys)].map((key) => `${key},,${key}`).toSorted())
  })

  it('[PF52] goes on after a table that could not be read', async () => {
    const { add, path } = await tablesWith('a,a\n')
    const broken = add(ROW)
    expect(await broken).toMatchObject({ error: { code: 'table-invalid' } })
    await writeFile(path, CUSTOMERS)
    expect(await add(ROW)).toMatchObject({ type: 'answered' })
  })

  it('[PF53] refuses a column the table does not have', async () => {
    const { add, text } = await tablesWith(CUSTOMERS)
    expect(await add({ table: 'customers', row: { town: 'Kobe' } })).toMatchObject({
      error: { code: 'column-missing', message: 'The table "customers" has no column "town". It has: name, email.' },
    })
    expect(await text()).toBe(CUSTOMERS)
  })

  it('[PF53] makes a table only with the columns of the settings', async () => {
    const { add, text } = await tablesWith()
    expect(await add(ROW)).toMatchObject({ error: { code: 'table-missing' } })
    await add(ROW, 'key-1', { columns: ['name', 'email'] })
    expect(await text()).toBe('name,email,_key\nMei,,key-1\n')
  })

  it('[PF54] keeps the key from whoever looks up', async () => {
    const { add, lookUp } = await tablesWith(CUSTOMERS)
    await add(ROW)
    expect(await lookUp({ table: 'customers', column: 'name', value: 'Mei' })).toMatchObject({
      answer: { outputs: { row: { name: 'Mei', email: '' } } },
    })
    expect(await lookUp({ table: 'customers', column: '_key', value: 'key-1' })).toMatchObject({
      error: { code: 'column-missing' },
    })
  })

  it('[PF56] refuses a row that makes the table too large', async () => {
    const { add } = await tablesWith(CUSTOMERS)
    expect(await add({ table: 'customers', row: { name: 'x'.repeat(10 * 1024 * 1024) } })).toMatchObject({
      error: { code: 'table-too-large' },
    })
  })

  it('[PF2] refuses a row that is no row, and settings that are wrong', async () => {
    const { add } = await tablesWith(CUSTOMERS)
    expect(await add({ table: 'customers', row: 'Mei' })).toMatchObject({ error: { code: 'input-invalid' } })
    expect(await add(ROW, 'key-1', { colums: ['a'] })).toMatchObject({ error: { code: 'settings-invalid' } })
  })
})

describe('table text', () => {
  it('[PF55] stores what a spreadsheet would run as text', () => {
    const rows = [{ a: '=1+1' }, { a: '+44 20 7946 0958' }, { a: '-5' }, { a: '@sum' }, { a: "'=x" }]
    expect(formatTable({ columns: ['a'], rows })).toBe("a\n'=1+1\n+44 20 7946 0958\n-5\n'@sum\n''=x\n")
  })

  it('[PF55] reads back what was written, whatever it holds', () => {
    const cell = fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^['=+@\t\r-]{0,3}\w{0,3}$/))
    fc.assert(
      fc.property(fc.array(fc.record({ a: cell, b: cell })), (rows) => {
        const table = { columns: ['a', 'b'], rows }
        expect(parseTable(formatTable(table))).toEqual({ ok: true, value: table })
      }),
    )
  })
})
