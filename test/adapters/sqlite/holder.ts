/** A process of its own that opens the store of a folder, writes one run and stays until it is killed. */
import { openSqliteStore } from '../../../src/adapters/sqlite/sqlite-store.ts'
import { aNewRun } from '../../support/rows.ts'

const [folder = ''] = process.argv.slice(2)
const opened = openSqliteStore({ folder })
if (!opened.ok) throw new Error(opened.error.code)
await opened.value.append([aNewRun()])
process.stdin.resume()
console.log('holds')
