/** What each of the five numbers counts, of what, and what it leaves out: one sentence for people. */
export const DEFINITIONS = {
  creationTime:
    "Time from New to the first publication of a WorkChart, over all time, without each person's first one; what was abandoned stands beside it, so that it does not count only what was finished.",
  noCode:
    'WorkCharts made in the builder by gestures alone whose first run succeeded, of all that were published or abandoned for seven days; unchanged templates are left out.',
  stalls:
    'Runs in which a stage stood still or a task passed its deadline, of the runs of the last 30 days that ended or stand still now.',
  decidedInTime:
    'Tasks that people decided within their deadline, of those decided in the period that had one and those still open past it.',
  automation:
    'Stages done without asking a person, of the stages that somebody did or failed to do in the period; skipped and canceled ones are left out.',
} as const
