/**
 * Names that are locked at the same time, each for one address or for all. Past it the lock that was
 * set first is lifted: whoever wants that has to give wrong passwords for so many other names.
 */
export const MOST_LOCKS = 1_000
