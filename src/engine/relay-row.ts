/** How far what runs tell has been passed on (`relays`). */
export interface RelayRow {
  readonly name: string
  /** From 1; rises with every change. */
  readonly revision: number
  /** The position of the last fact that was passed on. */
  readonly position: number
}

export interface RelayReader {
  readonly findRelay: (name: string) => Promise<RelayRow | undefined>
}
