import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Result } from '../../../core/basics/result.ts'
import { err, ok } from '../../../core/basics/result.ts'
import { writeFileWhole } from '../../write-file-whole.ts'
import type { Refusal } from '../attempt-results.ts'
import type { Table } from './table-text.ts'
import { formatTable, parseTable } from './table-text.ts'

/** The tables of a data folder: `<name>.csv` each, reached by name only. */
export interface Tables {
  /** The table. Undefined: there is none of that name. */
  readonly find: (name: string) => Promise<Result<Table | undefined, Refusal>>
  /**
   * Replaces a table by what `change` makes of it, in one step that a crash can not divide. Changes of one table
   * follow one another. Returning the same table writes nothing.
   */
  readonly change: (name: string, change: TableChange) => Promise<Result<Table, Refusal>>
}

type TableChange = (table: Table | undefined) => Result<Table, Refusal>

/** One process owns the data folder, so taking turns inside it is enough. */
export function openTables(folder: string): Tables {
  const turns = new Map<string, Promise<unknown>>()
  const find = (name: string) => readTable(folder, name)
  return {
    find,
    change: (name, change) => {
      const turn = (turns.get(name) ?? Promise.resolve()).then(() => changeTable(folder, name, change))
      const settled = turn.then(ignore, ignore).then(() => {
        if (turns.get(name) === settled) turns.delete(name)
      })
      turns.set(name, settled)
      return turn
    },
  }
}

function ignore(): void {
  // A turn that failed has told its own caller; the next one goes on.
}

/** A table is read and written as a whole; beyond this it belongs in a database. */
const TABLE_BYTES_MAX = 10 * 1024 * 1024

/** A name can not leave the folder: it has no dot and no slash. */
const TABLE_NAME = /^[a-z0-9][a-z0-9-]{0,63}$/

async function readTable(folder: string, name: string): Promise<Result<Table | undefined, Refusal>> {
  if (!TABLE_NAME.test(name)) return err(badName(name))
  const path = join(folder, `${name}.csv`)
  const size = await sizeOf(path)
  if (size === undefined) return ok(undefined)
  if (size > TABLE_BYTES_MAX) return err(tooLarge(name))
  return parseTable(await readFile(path, 'utf8'))
}

async function changeTable(folder: string, name: string, change: TableChange): Promise<Result<Table, Refusal>> {
  const before = await readTable(folder, name)
  if (!before.ok) return before
  const after = change(before.value)
  if (!after.ok || after.value === before.value) return after
  const text = formatTable(after.value)
  if (Buffer.byteLength(text) > TABLE_BYTES_MAX) return err(tooLarge(name))
  await writeFileWhole(join(folder, `${name}.csv`), text)
  return after
}

async function sizeOf(path: string): Promise<number | undefined> {
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  return found?.size
}

function badName(name: string): Refusal {
  const shown = JSON.stringify(name.slice(0, 80))
  return {
    code: 'table-name-invalid',
    message: `${shown} is not the name of a table. Use lower-case letters, digits and hyphens.`,
  }
}

function tooLarge(name: string): Refusal {
  return {
    code: 'table-too-large',
    message: `The table "${name}" is larger than 10 MiB. Split it into smaller tables.`,
  }
}
