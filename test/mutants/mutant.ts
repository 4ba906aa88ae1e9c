/** A fault that somebody could build in, and the test that must see it. */
export interface Mutant {
  readonly id: string
  /** What is broken, as a sentence. */
  readonly broken: string
  readonly edits: readonly [Edit, ...Edit[]]
  readonly killer: Killer
}

/** `find` stands exactly once in the file: a mutant that no longer fits is broken, not harmless. */
export interface Edit {
  readonly file: string
  readonly find: string
  readonly put: string
}

export type Killer = TestKiller | HarnessKiller

/** Tests whose full name holds `name`. At least one of them must fail by what it expects. */
export interface TestKiller {
  readonly type: 'tests'
  readonly file: string
  readonly name: string
}

/** A harness, small. One of its violations must hold `sees`. */
export interface HarnessKiller {
  readonly type: 'harness'
  readonly program: string
  readonly n: number
  readonly seed: number
  readonly sees: string
}
