import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Shelf } from '../../engine/ports.ts'
import { ifPresent } from './if-present.ts'
import { USUAL_COLLECTION, workflowPlace } from './workflow-place.ts'
import { writeKeepingMode } from './write-keeping-mode.ts'

/** As the library shows a file of the user's collections. */
const OWN_FILE = /^collections\/([^/]+)\/workflows\//

/** Nobody else's until its owner says so. */
const PRIVATE_FILE = 0o600

/** The user's collections. Files are named by the library or made here, never by a request. */
export function openShelf(home: string): Shelf {
  return {
    placeFor: (workflow, file = '') => {
      const [, collection] = OWN_FILE.exec(file) ?? []
      return collection === undefined
        ? workflowPlace(USUAL_COLLECTION, workflow, 'WORKFLOW.yaml')
        : { collection, file }
    },
    read: (file) => ifPresent(() => readFile(join(home, file), 'utf8')),
    write: (file, text) => writeKeepingMode(join(home, file), text, PRIVATE_FILE),
    remove: (file) => rm(join(home, file), { force: true }),
  }
}
