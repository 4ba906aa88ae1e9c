import type { Result } from '../core/basics/result.ts'
import type { SampleProblem, SampleRows } from '../core/run/sample-rows.ts'
import type { Diagnostic } from '../core/workflow/diagnostic.ts'

/** What runs could be given, to try a WorkChart out. */
export interface Samples {
  /** The rows beside a WorkChart's file, as its inputs; where it has no file yet, as those of its draft. */
  readonly ofWorkflow: (workflow: string) => Promise<SampleReading>
  /** The rows beside a draft, as its inputs; where nobody works on it, as those of its file. */
  readonly ofDraft: (workflow: string) => Promise<SampleReading>
  readonly ofTemplate: (template: string) => Promise<SampleReading>
}

/** No rows: nobody has written any. */
export type SampleReading = Result<SampleRows, SamplesAbsent>

export type SamplesAbsent =
  | { readonly code: 'workflow-unknown'; readonly name: string }
  | { readonly code: 'template-unknown'; readonly template: string }
  /** The document can not be read, so nobody knows its inputs. */
  | { readonly code: 'workflow-invalid'; readonly problems: readonly Diagnostic[] }
  | { readonly code: 'samples-unreadable'; readonly file: string; readonly message: string }
  | { readonly code: 'samples-invalid'; readonly file: string; readonly problems: readonly SampleProblem[] }

/** Where the sample rows of a document stand: beside it, under its name where it shares the folder with others. */
export function samplesFile(file: string): string {
  return file.replace(/(?:WORKFLOW|(?<flat>[^/]+))\.[a-z]+$/i, (_, flat: string | undefined) =>
    flat === undefined ? 'samples.csv' : `${flat}.samples.csv`,
  )
}
