import type { Random } from '../../support/seeded.ts'
import { pick } from '../../support/seeded.ts'
import type { Change, Disk, Fate, Fates, Node } from './disk.ts'
import { sectorsOf } from './disk.ts'

/** What a power cut did to everything that was pending. */
export interface Cut {
  readonly fates: Fates
  /** The same for two cuts that leave the same disk. */
  readonly key: string
  /** How many changes were kept, lost and torn. */
  readonly counts: Readonly<Record<'kept' | 'lost' | 'torn', number>>
}

/** Lets chance decide about every pending change, after one of the ways in which disks lose things. */
export function drawFates(disk: Disk, random: Random): Cut {
  const pending = [...disk.unsettled].flatMap((node) => node.pending.map((change: Change) => ({ change, node })))
  const way = pick(WAYS, random)
  const decide = way(
    pending.toSorted((one, other) => one.change.number - other.change.number),
    random,
  )
  const fates = new Map(pending.map(({ change, node }) => [change, decide({ change, node })]))
  return {
    fates: (change) => fates.get(change) ?? 'lost',
    key: `${disk.epoch}:${[...fates].map(([change, fate]) => keyOf(change, fate)).join('')}`,
    counts: countsOf([...fates.values()]),
  }
}

interface Pending {
  readonly change: Change
  readonly node: Node
}

type Way = (pending: readonly Pending[], random: Random) => (one: Pending) => Fate

const WAYS: readonly Way[] = [inOrder, inOrder, eachForItself, eachForItself, byFile, allBut('kept'), allBut('lost')]

/** Everything up to a moment has reached the disk, and the write of that moment in part. */
function inOrder(pending: readonly Pending[], random: Random): ReturnType<Way> {
  const last = Math.floor(random() * (pending.length + 1))
  const numbers = pending.map(({ change }) => change.number)
  const at = numbers[last] ?? Number.POSITIVE_INFINITY
  return ({ change }) => {
    if (change.number === at) return torn(change, random)
    return change.number < at ? 'kept' : 'lost'
  }
}

function eachForItself(_: readonly Pending[], random: Random): ReturnType<Way> {
  const [kept, lost] = [0.2 + random() * 0.7, 0.5]
  return ({ change }) => {
    if (random() < kept) return 'kept'
    return random() < lost ? 'lost' : torn(change, random)
  }
}

/** One file's changes reached the disk and another's did not, whatever their order. */
function byFile(pending: readonly Pending[], random: Random): ReturnType<Way> {
  const kept = new Map(pending.map(({ node }) => [node, random() < 0.5]))
  return ({ node }) => (kept.get(node) === true ? 'kept' : 'lost')
}

/** One change, or a few, fared otherwise than all the others. */
function allBut(most: 'kept' | 'lost'): Way {
  const other = most === 'kept' ? 'lost' : 'kept'
  return (pending, random) => {
    const share = 1.5 / Math.max(1, pending.length)
    return ({ change }) => {
      if (random() >= share) return most
      return random() < 0.5 ? other : torn(change, random)
    }
  }
}

function torn(change: Change, random: Random): Fate {
  if (change.type !== 'wrote') return random() < 0.5 ? 'kept' : 'lost'
  return sectorsOf(change).map(() => random() < 0.5)
}

function keyOf({ number }: Change, fate: Fate): string {
  if (fate === 'lost') return ''
  return fate === 'kept' ? `${number},` : `${number}${fate.map((kept) => (kept ? '1' : '0')).join('')},`
}

function countsOf(fates: readonly Fate[]): Cut['counts'] {
  const isTorn = (fate: Fate): boolean => typeof fate !== 'string'
  return {
    kept: fates.filter((fate) => fate === 'kept').length,
    lost: fates.filter((fate) => fate === 'lost').length,
    torn: fates.filter(isTorn).length,
  }
}
