import { fileURLToPath } from 'node:url'

/** The folder of this package, wherever the program was started from; it ends with a slash. */
export const ownFolder = fileURLToPath(new URL('../', import.meta.url))
