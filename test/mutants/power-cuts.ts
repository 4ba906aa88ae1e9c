/** States of the disk enough to lose what was not flushed many times over. */
export const POWER_CUTS = { type: 'harness', program: 'test/faults/power-cuts/main.ts', n: 300, seed: 1 } as const
