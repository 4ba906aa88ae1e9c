import { DatabaseSync } from 'node:sqlite'

/** Signs everybody out in a database of sign-in that nobody has open. */
export function endAllSessions(file: string): void {
  using database = new DatabaseSync(file)
  const hasSessions = database.prepare("select 1 from sqlite_schema where type = 'table' and name = 'session'").get()
  if (hasSessions !== undefined) database.exec('delete from session')
}
