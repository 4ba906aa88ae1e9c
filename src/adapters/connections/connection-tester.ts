import { assertNever } from '../../core/basics/assert-never.ts'
import type { ConnectionTester } from '../../engine/ports.ts'
import { isProgramThere } from './find-program.ts'
import { testModel } from './test-model.ts'

/** A person waits for the answer, and a list of models takes no thinking. */
const LIMIT_MS = 10_000

export interface TesterOptions {
  /** Folders in which commands are looked for, as the system writes them. */
  readonly path: string
  readonly limitMs?: number
}

export function createConnectionTester({ path, limitMs = LIMIT_MS }: TesterOptions): ConnectionTester {
  return {
    test: async (connection, key) => {
      switch (connection.type) {
        case 'model':
          return await testModel({ connection, key, limitMs })
        case 'program': {
          const [program = ''] = connection.argv
          const isThere = await isProgramThere(program, path)
          return { type: isThere ? 'program-found' : 'program-missing', program }
        }
        default:
          return assertNever(connection)
      }
    },
  }
}
