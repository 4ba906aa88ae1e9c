/** More than a person looks through, and more than one test needs. */
export const SAMPLES_MAX = 200
