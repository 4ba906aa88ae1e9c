import { canonicalJson } from '../basics/json.ts'
import type { Sha256 } from '../basics/sha256.ts'
import { parseCanonical } from './read-line.ts'

/** The last line of an export: it seals all lines before it, so that nothing can be cut off or changed unseen. */
interface ExportSeal {
  readonly schema: 'workcharts.receipts-export/2'
  readonly receipts: number
  readonly runs: number
  /** SHA-256 over the lines `run head`, ordered by run. */
  readonly heads_sha256: string
  /** Receipts that came after the last checkpoint: nothing that is signed vouches for them yet. */
  readonly not_signed: number
  /** Checkpoints and inclusions. */
  readonly proof_lines: number
  /** Each line of them hashed together with the hash of those before it. */
  readonly proof_sha256: string
}

/** What an export ends with. `heads`: by run, the hash of its last receipt. */
export interface Ends {
  readonly receipts: number
  readonly heads: ReadonlyMap<string, string>
}

/** The lines of an export that prove who signed it, as far as they have been written. */
export interface ProofSoFar {
  readonly lines: number
  readonly sha256: string
  /** Receipts that they prove. */
  readonly signed: number
}

export const NO_PROOF: ProofSoFar = { lines: 0, sha256: '', signed: 0 }

export function addProofLine(proof: ProofSoFar, line: string, sha256: Sha256): ProofSoFar {
  return { ...proof, lines: proof.lines + 1, sha256: sha256(`${proof.sha256} ${line}`) }
}

/** The file of an export of which nothing was signed yet: one canonical receipt a line, then the seal. */
export function exportReceipts(lines: readonly string[], sha256: Sha256): string {
  const heads = new Map(lines.map((line) => [runOf(line), sha256(line)]))
  return `${[...lines, sealLine({ receipts: lines.length, heads }, NO_PROOF, sha256)].join('\n')}\n`
}

/** The line that closes an export. */
export function sealLine({ receipts, heads }: Ends, proof: ProofSoFar, sha256: Sha256): string {
  const seal: ExportSeal = {
    schema: 'workcharts.receipts-export/2',
    receipts,
    runs: heads.size,
    heads_sha256: hashOfHeads(heads, sha256),
    not_signed: receipts - proof.signed,
    proof_lines: proof.lines,
    proof_sha256: proof.sha256,
  }
  return canonicalJson({ ...seal })
}

/** The line that closed an export before anything was signed. Such files are out there. */
export function firstSealLine({ receipts, heads }: Ends, sha256: Sha256): string {
  return canonicalJson({
    schema: 'workcharts.receipts-export/1',
    receipts,
    runs: heads.size,
    heads_sha256: hashOfHeads(heads, sha256),
  })
}

function hashOfHeads(heads: Ends['heads'], sha256: Sha256): string {
  const ordered = [...heads].sort(([left], [right]) => (left < right ? -1 : 1)).map(([run, head]) => `${run} ${head}`)
  return sha256(ordered.join('\n'))
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
