import { c } from './c.ts'
import { cpp } from './cpp.ts'
import { csharp } from './csharp.ts'
import { go } from './go.ts'
import { java } from './java.ts'
import type { Language } from './language.ts'
import { node } from './node.ts'
import { perl } from './perl.ts'
import { python } from './python.ts'
import { ruby } from './ruby.ts'
import { rust } from './rust.ts'

/** The languages that are recognised in a submission. */
export const languages: readonly Language[] = [
  ...[python, node, java, c, cpp],
  ...[go, rust, csharp, perl, ruby],
]
