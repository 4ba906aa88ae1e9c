/** From here on the list of tasks stands beside the task. */
export const BESIDE = '(min-width: 1180px)'

/** Up to here the answers stand below the task, within reach of the thumb. */
export const PHONE = '(max-width: 639px)'
