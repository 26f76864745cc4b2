import { c } from './c.ts'
import { java } from './java.ts'
import type { Language } from './language.ts'
import { node } from './node.ts'
import { python } from './python.ts'

/** The languages that are recognised in a submission. */
export const languages: readonly Language[] = [python, node, java, c]
