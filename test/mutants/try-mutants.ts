import type { Killer, Mutant } from './mutant.ts'
import type { Saying } from './run-killer.ts'
import { runKiller } from './run-killer.ts'
import type { Workshop } from './workshop.ts'
import { openWorkshop } from './workshop.ts'

/** What became of a mutant. `broken`: nothing was learnt about it. */
export type Fate =
  | { readonly type: 'killed'; readonly mutant: Mutant; readonly what: string }
  | { readonly type: 'survived' | 'broken'; readonly mutant: Mutant; readonly why: string }

/**
 * Tries each mutant in one of two copies of the project. Every killer has to find nothing in the sound project first:
 * one that fails there proves nothing about any mutant.
 */
export async function tryMutants(mutants: readonly Mutant[], signal: AbortSignal): Promise<readonly Fate[]> {
  await using left = await openWorkshop()
  await using right = await openWorkshop()
  const killers = new Map(mutants.map(({ killer }) => [nameOf(killer), killer]))
  const sound = new Map<string, Saying>()
  await shareOut([...killers], [left, right], async ([name, killer], workshop) => {
    sound.set(name, await runKiller(workshop, killer, { heard: (line) => console.error(`${name}: ${line}`), signal }))
  })
  const fates: Fate[] = []
  await shareOut(mutants, [left, right], async (mutant, workshop) => {
    const fate = await tryOne(workshop, { mutant, sound: sound.get(nameOf(mutant.killer)), signal })
    console.error(`${fate.type} ${mutant.id}: ${fate.type === 'killed' ? fate.what : fate.why}`)
    fates.push(fate)
  })
  return fates.toSorted((a, b) => mutants.indexOf(a.mutant) - mutants.indexOf(b.mutant))
}

function nameOf(killer: Killer): string {
  return killer.type === 'tests' ? `${killer.file} ${killer.name}` : `${killer.program} ${killer.n} ${killer.seed}`
}

/** Each workshop takes the next item as soon as it is free. */
async function shareOut<T>(
  items: readonly T[],
  workshops: readonly Workshop[],
  work: (item: T, workshop: Workshop) => Promise<void>,
): Promise<void> {
  const waiting = items.values()
  await Promise.all(
    workshops.map(async (workshop) => {
      for (const item of waiting) await work(item, workshop)
    }),
  )
}

interface Trial {
  readonly mutant: Mutant
  /** What its killer said about the sound project. */
  readonly sound: Saying | undefined
  readonly signal: AbortSignal
}

async function tryOne(workshop: Workshop, { mutant, sound, signal }: Trial): Promise<Fate> {
  if (sound?.type !== 'well')
    return { type: 'broken', mutant, why: `Its killer finds fault with the sound project too: ${wordsOf(sound)}` }
  try {
    const saying = await workshop.withEdits(mutant.edits, () =>
      runKiller(workshop, mutant.killer, { heard: () => undefined, signal }),
    )
    return fateOf(mutant, saying)
  } catch (error) {
    return { type: 'broken', mutant, why: error instanceof Error ? error.message : String(error) }
  }
}

function fateOf(mutant: Mutant, saying: Saying): Fate {
  switch (saying.type) {
    case 'well':
      return { type: 'survived', mutant, why: `${mutant.broken} Nothing saw it: ${nameOf(mutant.killer)}` }
    case 'seen':
      return { type: 'killed', mutant, what: saying.what }
    case 'astray':
      return { type: 'broken', mutant, why: `Its killer failed for another reason: ${saying.why}` }
  }
}

function wordsOf(saying: Saying | undefined): string {
  if (saying === undefined || saying.type === 'well') return 'it was not run.'
  return saying.type === 'seen' ? saying.what : saying.why
}
