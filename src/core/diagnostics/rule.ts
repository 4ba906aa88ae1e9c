import type { Diagnostic } from '../workflow/diagnostic.ts'
import type { Finding } from './finding.ts'
import type { Subject } from './subject.ts'

/** One thing that can be wrong with what a document means. `docs/rules/<id>.md` explains it. */
export interface Rule {
  readonly id: string
  readonly severity: Diagnostic['severity']
  readonly check: (subject: Subject) => readonly Finding[]
}
