import type { ElkNode } from 'elkjs/lib/elk-api'
import Elk from 'elkjs/lib/elk-api'
import workerAddress from 'elkjs/lib/elk-worker.min.js?url'
import type { GraphLayout, GraphStage } from './layout.ts'
import { edgesOf, NODE } from './layout.ts'
import { trustedScriptAddress } from './trusted-script-address.ts'

const OPTIONS = {
  'elk.algorithm': 'layered',
  'elk.direction': 'RIGHT',
  'elk.spacing.nodeNode': '24',
  'elk.layered.spacing.nodeNodeBetweenLayers': '24',
  'elk.padding': '[top=16,left=16,bottom=16,right=16]',
  // The order of the document decides where nothing else does.
  'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
}

/** Columns from left to right, worked out beside the page so that it stays quick. */
export async function layoutGraph(stages: readonly GraphStage[]): Promise<GraphLayout> {
  const elk = new Elk({ workerFactory: () => new Worker(trustedScriptAddress(workerAddress)) })
  try {
    return toLayout(await elk.layout(toElk(stages)))
  } finally {
    elk.terminateWorker()
  }
}

function toElk(stages: readonly GraphStage[]): ElkNode {
  return {
    id: 'root',
    layoutOptions: OPTIONS,
    children: stages.map(({ id }) => ({ id, ...NODE })),
    edges: edgesOf(stages).map(({ id, from, to }) => ({ id, sources: [from], targets: [to] })),
  }
}

function toLayout({ width = 0, height = 0, children = [] }: ElkNode): GraphLayout {
  const places = new Map(children.map(({ id, x = 0, y = 0 }) => [id, { x, y }]))
  return { width, height, places }
}
