import type { Alarm } from '../alarm.ts'
import type { Promised } from '../anytime-bound.ts'
import type { Labelled } from '../certify-once.ts'
import type { Certificate, CertificateEnd } from './certificate.ts'
import type { Trial } from './trial.ts'

/** What a gate promises, and after how many answers it takes its one look. */
export interface CertificationTerms extends Promised {
  readonly shadow: number
}

/**
 * All that a gate's answers have shown. A fold over them in the order in which they were judged: the same answers give
 * the same certificates, whoever folds them and in however many steps.
 */
export interface Certification {
  readonly terms: CertificationTerms
  readonly answers: number
  /** Answers without a score that counts. */
  readonly missing: number
  /** Of the last answers, the newest last: whether it had no score. */
  readonly recent: readonly boolean[]
  /** Since the last alarm: of the first answers, until limits are placed. */
  readonly scores: readonly number[]
  /** Null: no limits are placed yet. */
  readonly trial: Trial | null
  /** What the one look is to be had at; null: it has been, or can not be any more. */
  readonly shadow: readonly Labelled[] | null
  /** Answers that people looked at since the last alarm. */
  readonly done: number
  readonly standing: Standing | null
  /** Why the last certificate ended; null: none did. */
  readonly ended: CertificateEnd | null
  /** Every one that there was, in order: each loosened, renewed or new one is another. */
  readonly issued: readonly Certificate[]
}

/** A certificate, and what is watched while it is there. */
export interface Standing {
  certificate: Certificate
  /** By answers since it was issued: what renews it. */
  readonly successor: Trial
  alarm: Alarm
  wrong: number
  answers: number
}
