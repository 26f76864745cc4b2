import type { Dialect } from '@parley/contract'

/** What the page can speak. From source there is nothing; the bundle puts the dialects of the workspace here. */
export const dialects: readonly Dialect[] = []
