/** An entry that is not seen in the log for so long is written again, in milliseconds. */
export const WRITE_AGAIN = 2_000

/** A gateway renews its lease so often, in milliseconds. */
export const RENEWAL = 3_000

/** Somebody who has been confirmed within so long can say who is gone, in milliseconds. */
export const REACHED_WITHIN = 5_000

/** Nothing was confirmed for so long: the gateway reads nothing more of its clients, in milliseconds. */
export const STALE_AFTER = 7_000

/** And for so long: it closes its connections, and its lease is over, in milliseconds. */
export const LOST_AFTER = 10_000

/** The others take it for gone when they have heard of no renewal for so long, in milliseconds. */
export const GONE_AFTER = 9_000

/** A password whose account changes while it is judged is judged so often at the most. */
export const MOST_JUDGED = 4

/** The most bytes of one entry: what a broker takes unless it is told otherwise, less its headers. */
export const LONGEST_OP = 1024 * 1024 - 4096

/** A question to the broker is given up after so long, in milliseconds. */
export const ASK_BROKER = 2_500

/** How often a gateway looks at what is late, in milliseconds. */
export const TICK = 500

/** So long a gateway waits to come up, and for a lease of its own name to be over, in milliseconds. */
export const JOIN_TIME = 15_000

/** Trouble with the broker is told of so often at the most, in milliseconds. */
export const TELL_AGAIN = 10_000

/** Accounts in one answer to `parley accounts list`. */
export const ACCOUNTS_AT_ONCE = 1_000

/** `parley accounts` waits so long for a gateway, in milliseconds. */
export const ASK_GATEWAY = 12_000

/** After so many entries of the log a snapshot of what follows from them is written. */
export const SNAPSHOT_AFTER = 100_000

/** And after so many bytes of the log, if there are `FEWEST_BETWEEN` further entries. */
export const SNAPSHOT_AFTER_BYTES = 256 * 1024 * 1024

/** The fewest entries between two snapshots. */
export const FEWEST_BETWEEN = 1_000

/** Snapshots that are kept; the log is kept from the oldest of them on. */
export const SNAPSHOTS_KEPT = 2

/** The most bytes of a snapshot in one message to the broker. */
export const SNAPSHOT_PART = 512 * 1024

/** Users and accounts together past which no snapshot is written. */
export const MOST_IN_SNAPSHOT = 400_000
