import { objectOrEmpty } from '../../core/basics/json.ts'
import type { CapabilityEntry } from '../../core/plan/catalog.ts'
import { promisedOutputs } from '../../core/plan/stage-outputs.ts'
import { usesIn } from '../../core/plan/uses-in.ts'
import type { Receipt, StageReceipt } from '../../core/receipt/receipt.ts'
import { trackRecords } from '../../core/receipt/track-record.ts'
import type { Library } from '../../engine/ports.ts'
import type { Workflows } from '../../engine/workflows.ts'
import type { Capability, CapabilityDetail } from '../contract/capabilities.ts'
import { pastView } from './track-record.ts'

export type Uses = ReadonlyMap<string, CapabilityDetail['usedIn']>

/** Where each reference is named, over the WorkCharts of all collections. */
export async function readUses(
  library: Pick<Library, 'listWorkflows'>,
  { read }: Pick<Workflows, 'read'>,
): Promise<Uses> {
  const uses = new Map<string, CapabilityDetail['usedIn'][number][]>()
  for (const file of await library.listWorkflows()) {
    const workflow = read(file).document?.workflow
    if (workflow === undefined) continue
    for (const { ref, stage } of usesIn(workflow)) {
      const known = uses.get(ref) ?? []
      known.push({
        workflow: { id: workflow.id, name: workflow.name ?? workflow.id },
        stage: { id: stage.id, name: stage.name ?? stage.id },
      })
      uses.set(ref, known)
    }
  }
  return uses
}

/** What is known beside the artifact itself. */
export interface Background {
  readonly uses: Uses
  readonly receipts: readonly Receipt[]
}

export function capabilityViews(
  entries: readonly CapabilityEntry[],
  { uses, receipts }: Background,
): readonly Capability[] {
  const records = trackRecords(receipts)
  return entries.map((entry) => {
    const named = uses.get(entry.ref) ?? []
    const workCharts = new Set(named.map(({ workflow }) => workflow.id)).size
    return { ...ownView(entry), ...pastView(entry, records), uses: named.length, workCharts }
  })
}

type Own = Omit<Capability, keyof ReturnType<typeof pastView> | 'uses' | 'workCharts'>

function ownView(entry: CapabilityEntry): Own {
  const { ref, title, description, confidence, effect, source, digest, agent } = entry
  const { input = null, output = null, unavailable = null } = entry
  return {
    ref,
    name: title,
    description,
    kind: confidence === 'none' ? 'exact' : 'ai',
    unavailable,
    input,
    output,
    effect,
    source,
    digest,
    asks: agent === undefined ? null : { model: agent.model, turns: agent.maximumTurns, tools: agent.tools ?? [] },
  }
}

/** `text`: what its Markdown file says, if it has one. */
export function capabilityDetailView(
  entry: CapabilityEntry,
  text: CapabilityDetail['text'],
  background: Background,
): CapabilityDetail {
  const [view] = capabilityViews([entry], background)
  if (view === undefined) throw new Error('One entry has one view')
  return {
    ...view,
    confidence: entry.confidence,
    files: entry.files,
    inputs: formOf(entry),
    text,
    usedIn: background.uses.get(entry.ref) ?? [],
    versions: versionsOf(entry, background.receipts),
  }
}

function formOf({ input }: CapabilityEntry): CapabilityDetail['inputs'] {
  const required = promisedOutputs(input)
  return Object.entries(objectOrEmpty(input?.['properties'])).map(([name, property]) => {
    const schema = objectOrEmpty(property)
    const { description } = schema
    return {
      name,
      schema,
      required: required.has(name),
      default: schema['default'] ?? null,
      description: typeof description === 'string' ? description : null,
    }
  })
}

function versionsOf({ ref, digest: now }: CapabilityEntry, receipts: readonly Receipt[]): CapabilityDetail['versions'] {
  const stages = receipts.filter(
    (receipt): receipt is StageReceipt => receipt.kind === 'stage' && receipt.performer.ref === ref,
  )
  const digests = [...new Set([now, ...stages.flatMap(({ performer }) => performer.digest ?? [])])]
  return digests
    .map((digest) => ({ digest, proofs: stages.filter(({ performer }) => performer.digest === digest) }))
    .filter(({ proofs }) => proofs.length > 0)
    .map(({ digest, proofs }) => ({ digest, stages: proofs.length, lastAt: lastOf(proofs), isThis: digest === now }))
    .toSorted((left, right) => (left.lastAt < right.lastAt ? 1 : -1))
}

function lastOf(receipts: readonly StageReceipt[]): string {
  return (
    receipts
      .map(({ at }) => at)
      .toSorted()
      .at(-1) ?? ''
  )
}
