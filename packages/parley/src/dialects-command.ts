import type { ServerDialect } from '@parley/contract'
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
    return table(dialects.map((one) => [one.name, String(one.defaultPort), one.shape]))
  }
  const dialect = dialectNamed(dialects, name)
  const { defaultPort, shape, optionNotes } = dialect
  return `${name}  port ${defaultPort}  ${shape}\n\n${table(Object.entries({ ...optionNotes, ...everyListenerNotes }))}`
}

function table(rows: readonly (readonly string[])[]): string {
  const widths = [0, 1].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .map((line) => `${line}\n`)
    .join('')
}
