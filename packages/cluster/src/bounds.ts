/** An entry that is not seen in the log for so long is written again, in milliseconds. */
export const WRITE_AGAIN = 2_000

/** A gateway renews its lease so often, in milliseconds. */
export const RENEWAL = 3_000

/** Nothing was confirmed for so long: the gateway reads nothing more of its clients, in milliseconds. */
export const STALE_AFTER = 7_000

/** And for so long: it closes its connections, and the others take it for gone, in milliseconds. */
export const LOST_AFTER = 10_000

/** A password whose account changes while it is judged is judged so often at the most. */
export const MOST_JUDGED = 4

/** The most bytes of one entry: what a broker takes unless it is told otherwise, less its headers. */
export const LONGEST_OP = 1024 * 1024 - 4096
