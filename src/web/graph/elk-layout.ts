import type { ElkNode } from 'elkjs/lib/elk-api'
import Elk from 'elkjs/lib/elk-api'
import workerAddress from 'elkjs/lib/elk-worker.min.js?url'
import type { GraphLayout, GraphStage } from './layout.ts'
import { edgesOf, NODE } from './layout.ts'
import { trustedScriptAddress } from './trusted-script-address.ts'

const OPTIONS = {
  'elk.algorithm': 'layered',
  'elk.padding': '[top=16,left=16,bottom=16,right=16]',
}

/** The order of the document decides where nothing else does. For a thousand stages that alone takes a minute. */
const IN_ORDER = { 'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES' }
const IN_ORDER_MAX = 200

/** How a graph is laid out: which way it goes, how large its stages are, how far apart, in px. */
export interface Drawing {
  readonly direction: 'RIGHT' | 'DOWN'
  readonly node: { readonly width: number; readonly height: number }
  /** Between stages beside each other, and between one and the next. */
  readonly gap: { readonly beside: number; readonly between: number }
}

/** Columns from left to right, as a run and a plan are shown. */
export const IN_COLUMNS: Drawing = { direction: 'RIGHT', node: NODE, gap: { beside: 24, between: 24 } }

/** Worked out beside the page so that it stays quick. */
export async function layoutGraph(stages: readonly GraphStage[], drawing: Drawing): Promise<GraphLayout> {
  const elk = new Elk({ workerFactory: () => new Worker(trustedScriptAddress(workerAddress)) })
  try {
    return toLayout(await elk.layout(toElk(stages, drawing)))
  } finally {
    elk.terminateWorker()
  }
}

function toElk(stages: readonly GraphStage[], { direction, node, gap }: Drawing): ElkNode {
  return {
    id: 'root',
    layoutOptions: {
      ...OPTIONS,
      ...(stages.length > IN_ORDER_MAX ? {} : IN_ORDER),
      'elk.direction': direction,
      'elk.spacing.nodeNode': String(gap.beside),
      'elk.layered.spacing.nodeNodeBetweenLayers': String(gap.between),
    },
    children: stages.map(({ id }) => ({ id, ...node })),
    edges: edgesOf(stages).map(({ id, from, to }) => ({ id, sources: [from], targets: [to] })),
  }
}

function toLayout({ width = 0, height = 0, children = [] }: ElkNode): GraphLayout {
  const places = new Map(children.map(({ id, x = 0, y = 0 }) => [id, { x, y }]))
  return { width, height, places }
}
