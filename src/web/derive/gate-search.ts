/** What the address of a gate says. Absent: its own target, all answers as one kind. */
export interface GateSearch {
  readonly segment?: string
  /** From 0 to 1: at most this share of what is let through may be wrong. */
  readonly target?: number
  /** From 0 to 1: a person is asked below it, whatever the target would set. */
  readonly limit?: number
}

/** What the address says; anything it can not mean is left out. */
export function readGateSearch({ segment, target, limit }: Record<string, unknown>): GateSearch {
  const aim = numberIn(target)
  const cut = numberIn(limit)
  return {
    ...(typeof segment === 'string' && segment !== '' ? { segment } : {}),
    ...(aim !== undefined && aim > 0 && aim < 1 ? { target: aim } : {}),
    ...(cut !== undefined && cut >= 0 && cut <= 1 ? { limit: cut } : {}),
  }
}

/** An address is text; a link within the app may give the number itself. */
function numberIn(value: unknown): number | undefined {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined
}
