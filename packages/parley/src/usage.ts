/** The program was used wrongly: one clear line on stderr, exit status 2. */
export class UsageError extends Error {}
