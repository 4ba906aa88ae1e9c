/** The value of a function at `point`; overwrites `gradient` with its slope there. */
export type Objective = (point: Float64Array, gradient: Float64Array) => number

/**
 * The lowest point of a smooth convex function: limited-memory BFGS (Nocedal & Wright, "Numerical Optimization",
 * algorithm 7.4) with a backtracking line search. The same call gives the same bits.
 */
export function minimise(objective: Objective, start: Float64Array): Float64Array {
  let here = evaluate(objective, start)
  const memory: Step[] = []
  for (let iteration = 0; iteration < ITERATIONS_MAX && length(here.gradient) > GRADIENT_SMALL; iteration += 1) {
    const next = searchLine(objective, here, descentDirection(here.gradient, memory))
    if (next === undefined) break
    remember(memory, here, next)
    here = next
  }
  return here.point
}

/** A convex problem of this kind settles in some tens of iterations; the bound is for the ill-conditioned. */
const ITERATIONS_MAX = 200
/** Below this slope the loss falls by less than the sampling noise of any set of examples. */
const GRADIENT_SMALL = 1e-3
/** Steps kept to estimate the curvature. More costs memory and gains little (Nocedal & Wright, §7.2). */
const MEMORY_STEPS = 6

interface Evaluated {
  readonly point: Float64Array
  readonly gradient: Float64Array
  readonly value: number
}

/** A move and the change of slope along it. */
interface Step {
  readonly move: Float64Array
  readonly change: Float64Array
  readonly inverse: number
}

function evaluate(objective: Objective, point: Float64Array): Evaluated {
  const gradient = new Float64Array(point.length)
  return { point, gradient, value: objective(point, gradient) }
}

/** The two-loop recursion: the slope, bent by what earlier steps taught about the curvature. */
function descentDirection(gradient: Float64Array, memory: readonly Step[]): Float64Array {
  const direction = gradient.map((slope) => -slope)
  const shares = memory.map(() => 0)
  for (const [at, step] of [...memory.entries()].reverse()) {
    shares[at] = step.inverse * dot(step.move, direction)
    addScaled(direction, step.change, -(shares[at] ?? 0))
  }
  scale(direction, firstScale(memory.at(-1)))
  for (const [at, step] of memory.entries()) {
    const back = step.inverse * dot(step.change, direction)
    addScaled(direction, step.move, (shares[at] ?? 0) - back)
  }
  return direction
}

function firstScale(last: Step | undefined): number {
  return last === undefined ? 1 : 1 / (last.inverse * dot(last.change, last.change))
}

/** Armijo's condition: a step must gain at least this share of what the slope promises. */
const SUFFICIENT_GAIN = 1e-4
/** After so many halvings the step is below the precision of the numbers. */
const HALVINGS_MAX = 40

function searchLine(objective: Objective, here: Evaluated, direction: Float64Array): Evaluated | undefined {
  const promised = dot(here.gradient, direction)
  let stride = 1
  for (let halving = 0; halving < HALVINGS_MAX; halving += 1) {
    const point = here.point.slice()
    addScaled(point, direction, stride)
    const there = evaluate(objective, point)
    if (there.value <= here.value + SUFFICIENT_GAIN * stride * promised) return there
    stride /= 2
  }
  return undefined
}

function remember(memory: Step[], from: Evaluated, to: Evaluated): void {
  const move = difference(to.point, from.point)
  const change = difference(to.gradient, from.gradient)
  const curvature = dot(move, change)
  if (curvature <= 0) return
  memory.push({ move, change, inverse: 1 / curvature })
  if (memory.length > MEMORY_STEPS) memory.shift()
}

function difference(left: Float64Array, right: Float64Array): Float64Array {
  return left.map((value, at) => value - (right[at] ?? 0))
}

function dot(left: Float64Array, right: Float64Array): number {
  let sum = 0
  for (let at = 0; at < left.length; at += 1) sum += (left[at] ?? 0) * (right[at] ?? 0)
  return sum
}

function length(vector: Float64Array): number {
  return Math.sqrt(dot(vector, vector))
}

function addScaled(target: Float64Array, source: Float64Array, factor: number): void {
  for (let at = 0; at < target.length; at += 1) target[at] = (target[at] ?? 0) + factor * (source[at] ?? 0)
}

function scale(target: Float64Array, factor: number): void {
  for (let at = 0; at < target.length; at += 1) target[at] = (target[at] ?? 0) * factor
}
