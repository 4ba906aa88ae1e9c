import type { DatabaseSync } from 'node:sqlite'
import { isDeepStrictEqual } from 'node:util'
import { storeOn } from '../../../src/adapters/sqlite/store-on.ts'
import type { OwnerId } from '../../../src/core/run/ids.ts'
import type { VersionRow } from '../../../src/engine/version-row.ts'
import { checkHistory } from '../../history/check-history.ts'
import type { Stored, StoredRun } from '../../history/evidence.ts'
import { readStored } from '../../history/read-stored.ts'
import { at } from '../../support/runs.ts'
import type { Line } from '../shim/desk/lines.ts'
import { DATA_FOLDER, effectsIn, requestsIn } from '../shim/desk/lines.ts'
import type { Told } from './story.ts'

/** Everything that one database says, whatever its bytes are. */
export interface Holding {
  readonly stored: Stored
  readonly versions: readonly VersionRow[]
}

/** What a database means: worked out once for all crash states that leave the same rows. */
export interface Meaning {
  /** What in it contradicts itself, or what the undisturbed process wrote. */
  readonly wrong: readonly string[]
  /** The first of all the promises about rows that it does not keep; undefined: it keeps all. */
  readonly broken: Told | undefined
  /** The files in the blob store that its plans and facts name, by path from the home folder. */
  readonly blobs: readonly string[]
}

export async function readHolding(database: DatabaseSync): Promise<Holding> {
  const store = storeOn(database)
  return { stored: await readStored(store), versions: await store.listVersions(null) }
}

export interface Background {
  /** What the undisturbed process left in the end. */
  readonly final: Holding
  readonly lines: readonly Told[]
}

/** `number`: the place in the trace where the power was cut. */
export function meaningOf(holding: Holding, { final, lines }: Background, number: number): Meaning {
  const { stored } = holding
  return {
    wrong: [
      ...notAsWritten(holding, final),
      ...contradictions(
        stored,
        lines.filter((told) => told.number < number),
      ),
    ],
    broken: lines.find(({ line }) => !keeps(holding, line)),
    blobs: [...new Set(stored.runs.flatMap(blobsNamedBy))].map(pathOfBlob),
  }
}

/** Facts, receipts, firings and versions are only ever added: a crash leaves the first so many of each. */
function notAsWritten({ stored, versions }: Holding, final: Holding): readonly string[] {
  const runs = new Map(final.stored.runs.map((run) => [run.row.id, run]))
  return [
    ...stored.runs.flatMap((run) => notAsWrittenRun(run, runs.get(run.row.id))),
    ...versions
      .filter((version, index) => !isDeepStrictEqual(version, final.versions[index]))
      .map(({ number }) => `version ${number} is not as it was written`),
    ...stored.firings
      .filter((firing) => !final.stored.firings.some((other) => isDeepStrictEqual(firing, other)))
      .map(({ instant }) => `the firing of ${instant} is not as it was written`),
  ]
}

function notAsWrittenRun({ row, facts, receipts }: StoredRun, final: StoredRun | undefined): readonly string[] {
  if (final === undefined) return [`run ${row.id} was never written`]
  const isPrefix =
    isDeepStrictEqual(facts, final.facts.slice(0, facts.length)) &&
    isDeepStrictEqual(receipts, final.receipts.slice(0, receipts.length))
  return [
    ...(isPrefix ? [] : [`the facts or receipts of run ${row.id} are not those that were written`]),
    ...(row.version === facts.length ? [] : [`run ${row.id} has ${facts.length} facts and says ${row.version}`]),
  ]
}

/** The owner is the engine's first id in every recording. */
function contradictions(stored: Stored, before: readonly Told[]): readonly string[] {
  const lines = before.map(({ line }) => line)
  return checkHistory({
    stored,
    requests: requestsIn(lines),
    effects: effectsIn(lines),
    now: at(0),
    owner: 'id-0001' as OwnerId,
  })
}

/** Whether rows keep a promise. Files are looked at where they lie. */
function keeps({ stored, versions }: Holding, line: Line): boolean {
  switch (line.type) {
    case 'position':
      return stored.runs.some(({ facts }) => (facts.at(-1)?.position ?? 0) >= line.position)
    case 'run':
      return stored.runs.some(({ row, facts }) => row.id === line.run && facts.length >= line.version)
    case 'version':
      return versions.some(({ workflow, number }) => workflow === line.workflow && number === line.number)
    case 'firing':
      return stored.firings.some(({ trigger, instant }) => trigger === line.trigger && instant === line.instant)
    case 'fired':
    case 'fire':
    case 'file':
    case 'wish':
    case 'told':
    case 'effect':
      return true
  }
}

const NAMED_BLOB = /"sha256":"([0-9a-f]{64})"/g

function blobsNamedBy({ plan, facts }: StoredRun): readonly string[] {
  return [...JSON.stringify([plan, facts]).matchAll(NAMED_BLOB)].map(([, name = '']) => name)
}

function pathOfBlob(name: string): string {
  return [DATA_FOLDER, 'blobs', name.slice(0, 2), name.slice(2, 4), name].join('/')
}
