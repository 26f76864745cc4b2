/** Connections of whoever reads the metrics, all together. */
export const MOST_READERS = 32

/** The time that a request for them may take to come, in milliseconds. */
export const REQUEST_TIME = 10_000
