/** Of one unit of a currency. */
export const MICRO_UNITS = 1_000_000

/** An amount in micro-units of an ISO 4217 currency: 1 EUR is 1,000,000. */
export interface Money {
  readonly currency: string
  readonly microUnits: number
}
