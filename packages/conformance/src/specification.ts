import type { ServerDialect } from '@parley/contract'
import { isFullDialect } from '@parley/contract'
import { type Findings, Notes } from './findings.ts'
import type { Fixture } from './fixtures.ts'
import { showValue } from './notation.ts'
import { readTranscript } from './transcript.ts'

/**
 * The specification of a dialect has every option with its default, every section that rules cite, and
 * what is said in `nc.txt`, if there is such a transcript.
 */
export function specificationHolds(
  dialect: ServerDialect,
  readme: string,
  fixtures: readonly Fixture[],
): Findings {
  const notes = new Notes()
  for (const [option, value] of Object.entries(Object(dialect.options.parse({})))) {
    const isThere = [`| ${value} |`, `| \`${value}\` |`].some((shown) => {
      return readme.includes(`| \`${option}\` ${shown}`)
    })
    notes.expect(isThere, `README.md has no | \`${option}\` | ${showValue(value)} |`)
  }
  for (const { id } of isFullDialect(dialect) ? dialect.rules : []) {
    const section = id.slice(dialect.name.length + 1).replace(/[a-z]$/, '')
    notes.expect(readme.includes(`**${section}**`), `README.md has no **${section}**, for ${id}`)
  }
  const session = fixtures.find(({ name }) => name === 'nc.txt')?.transcript
  for (const side of session === undefined ? [] : (['C', 'S'] as const)) {
    const lines = screen(session?.steps ?? [], side)
    notes.expect(
      readme.includes(`\`\`\`text\n${lines}\`\`\``),
      `README.md does not show what ${side} says in nc.txt: ${showValue(lines)}`,
    )
  }
  return notes.findings
}

/** What one side says in a transcript, as it looks on a screen: a line for each message at least. */
export function screenOf(transcript: string, side: 'C' | 'S'): string {
  return screen(readTranscript(transcript).steps, side)
}

function screen(steps: ReturnType<typeof readTranscript>['steps'], side: 'C' | 'S'): string {
  return steps.flatMap((step) => (step.kind === side ? [onScreen(`${step.bytes}`)] : [])).join('')
}

/** A carriage return before a line end is not seen. */
function onScreen(text: string): string {
  const seen = text.replaceAll('\r\n', '\n')
  return seen.endsWith('\n') ? seen : `${seen}\n`
}
