import type { Json } from '../basics/json.ts'
import { canonicalJson, isJsonObject } from '../basics/json.ts'
import type { Result } from '../basics/result.ts'
import { err, ok } from '../basics/result.ts'
import type { Sha256 } from '../basics/sha256.ts'

/** The last line of an export: it seals the ends of all chains, so that nothing can be cut off or changed unseen. */
interface ExportSeal {
  readonly schema: 'workcharts.receipts-export/1'
  readonly receipts: number
  readonly runs: number
  /** SHA-256 over the lines `run head`, ordered by run. */
  readonly heads_sha256: string
}

/** The file of an export: one canonical receipt a line, then the seal. */
export function exportReceipts(lines: readonly string[], sha256: Sha256): string {
  const heads = new Map(lines.map((line) => [runOf(line), sha256(line)]))
  return `${[...lines, sealLine({ receipts: lines.length, heads }, sha256)].join('\n')}\n`
}

export interface Verified {
  readonly receipts: number
  readonly runs: number
}

/** The first place where an export is not what was written. */
export interface Tampering {
  /** From 1. */
  readonly line: number
  readonly message: string
}

/**
 * Checks an export by itself: every line is canonical, every run's chain is unbroken from its genesis, and the seal
 * fits. It proves that nothing was changed, removed, added or reordered since the seal was made; not that the seal is ours.
 */
export function verifyExport(text: string, sha256: Sha256): Result<Verified, Tampering> {
  const lines = text.split('\n')
  if (lines.pop() !== '') return err({ line: lines.length + 1, message: 'The file does not end with a line break.' })
  const seal = lines.pop()
  if (seal === undefined) return err({ line: 1, message: 'The file is empty.' })
  const chains = followChains(lines, sha256)
  if (!chains.ok) return chains
  const heads = new Map([...chains.value].map(([run, { head }]) => [run, head]))
  const expected = sealLine({ receipts: lines.length, heads }, sha256)
  if (seal !== expected)
    return err({ line: lines.length + 1, message: 'The seal does not fit the receipts before it.' })
  return ok({ receipts: lines.length, runs: heads.size })
}

interface Link {
  readonly number: number
  readonly head: string
  readonly genesis: string
}

function followChains(lines: readonly string[], sha256: Sha256): Result<ReadonlyMap<string, Link>, Tampering> {
  const chains = new Map<string, Link>()
  for (const [index, line] of lines.entries()) {
    const problem = follow(chains, line, sha256)
    if (problem !== undefined) return err({ line: index + 1, message: problem })
  }
  return ok(chains)
}

/** Adds a line to its run's chain, or says what is wrong with it. */
function follow(chains: Map<string, Link>, line: string, sha256: Sha256): string | undefined {
  const receipt = parseCanonical(line)
  if (receipt === undefined) return 'The line is not canonical JSON.'
  const [run, number, previous] = [receipt['run'], receipt['number'], receipt['previous']]
  if (typeof run !== 'string' || typeof number !== 'number' || typeof previous !== 'string')
    return 'The line is not a receipt.'
  const last = chains.get(run)
  if (number !== (last?.number ?? 0) + 1) return `Receipt ${number} of run ${run} is out of order.`
  if (last !== undefined && previous !== last.head)
    return `Receipt ${number} of run ${run} does not follow the one before it, which was changed.`
  const genesis = last?.genesis ?? previous
  if (receipt['kind'] === 'run' && genesis !== genesisHash(String(receipt['plan_sha256']), run, sha256))
    return `The chain of run ${run} does not begin with its plan.`
  chains.set(run, { number, head: sha256(line), genesis })
  return undefined
}

function parseCanonical(line: string): Readonly<Record<string, Json>> | undefined {
  try {
    const value = JSON.parse(line) as Json
    return isJsonObject(value) && canonicalJson(value) === line ? value : undefined
  } catch {
    return undefined
  }
}

/** Where the chain of a run begins: bound to its plan and to itself. */
export function genesisHash(planDigest: string, run: string, sha256: Sha256): string {
  return sha256(`workcharts.receipts/1 ${planDigest} ${run}`)
}

function runOf(line: string): string {
  const receipt = parseCanonical(line)
  if (typeof receipt?.['run'] !== 'string') throw new Error('Only receipts can be exported')
  return receipt['run']
}

/** The line that closes an export. `heads`: by run, the hash of its last receipt. */
export function sealLine({ receipts, heads }: Ends, sha256: Sha256): string {
  const ordered = [...heads].sort(([left], [right]) => (left < right ? -1 : 1)).map(([run, head]) => `${run} ${head}`)
  const seal: ExportSeal = {
    schema: 'workcharts.receipts-export/1',
    receipts,
    runs: heads.size,
    heads_sha256: sha256(ordered.join('\n')),
  }
  return canonicalJson({ ...seal })
}

interface Ends {
  readonly receipts: number
  readonly heads: ReadonlyMap<string, string>
}
