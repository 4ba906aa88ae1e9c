/** A time-ordered id begins with the time: its end is what tells two runs apart. */
const SHOWN_CHARACTERS = 8

export function shortRun(run: string): string {
  return run.slice(-SHOWN_CHARACTERS)
}

/** `<run>.<stage>.<n>` with a short run. */
export function shortTask(task: string): string {
  const [run = '', ...rest] = task.split('.')
  return [shortRun(run), ...rest].join('.')
}
