export interface OrderOptions {
  readonly home: string
  /** Where the process writes down what was wished, answered and done: outside the home folder. */
  readonly lines: string
  /** The control file of the shim. */
  readonly control: string
  readonly orders: number
  /** A divisor of `orders`. */
  readonly atOnce: number
}

/** How the process ends. */
export const EXIT = { served: 0, refusedToOpen: 3, stuck: 5, unknownOutcome: 74 } as const
