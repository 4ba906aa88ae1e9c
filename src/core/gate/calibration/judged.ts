/** An answer that a person looked at. */
export interface Judged {
  /** From 0 to 1. */
  readonly score: number
  readonly isRight: boolean
  /** How many answers like it it stands for: 1 / the chance with which it was looked at. Absent: 1. */
  readonly weight?: number
}
