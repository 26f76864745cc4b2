import type { ServerDialect } from '@parley/contract'
import { columns } from './columns.ts'
import { discoverDialects } from './discover.ts'
import { everyListenerNotes } from './listener-options.ts'
import { dialectNamed } from './target.ts'

/** `parley dialects [name]`. */
export async function runDialects(name: string | undefined): Promise<void> {
  process.stdout.write(describeDialects((await discoverDialects()).dialects, name))
}

/** The dialects with their ports and shapes, a line each; or one dialect with its options. */
function describeDialects(dialects: readonly ServerDialect[], name: string | undefined): string {
  if (name === undefined) {
    return columns(dialects.map((one) => [one.name, String(one.defaultPort), one.shape]))
  }
  const dialect = dialectNamed(dialects, name)
  const { defaultPort, shape, optionNotes } = dialect
  return `${name}  port ${defaultPort}  ${shape}\n\n${columns(Object.entries({ ...optionNotes, ...everyListenerNotes }))}`
}
