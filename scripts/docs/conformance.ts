import type { Check, Checking, Dialect } from '@parley/contract'
import { checkId } from '../../packages/kit/src/index.ts'

/** The page of rules and the checks that try them. */
export async function conformancePage(dialects: readonly Dialect[]): Promise<string> {
  const parts: string[] = []
  for (const dialect of dialects) {
    const checking = await dialect.checking?.()
    if (checking !== undefined) parts.push(section(dialect, checking))
  }
  return `${intro}\n${parts.join('\n')}`
}

const intro = `# Rules, and the checks that try them

Made from the code by \`npm run docs\`. \`parley check server\` and \`parley check client\` run the checks
of one side; a rule is a MUST or a SHOULD, and binds a server, a client or both. It is the paper’s, where
nothing else is said; \`custom\` is what no paper says and most programs in use need, \`own\` what Parley
asks for. A check marked with
an asterisk is of what Parley adds to a protocol, and is run with \`--extensions\`. Where a rule cannot
be checked from outside, the reason stands in the place of its checks.
`

function section(dialect: Dialect, checking: Checking): string {
  const rows = dialect.rules.map(({ id, level, binds, sentence, source = 'paper' }) => {
    const server = binds === 'client' ? '' : cell(id, checking.server, checking.unchecked.server)
    const client = binds === 'server' ? '' : cell(id, checking.client, checking.unchecked.client)
    const origin = source === 'paper' ? '' : `, ${source}`
    return `| ${id} | ${level}${origin} | ${escaped(sentence)} | ${server} | ${client} |`
  })
  const faults = (['server', 'client'] as const).flatMap((side) =>
    checking.faults[side].map(({ name, what, breaks }) => {
      return `| ${side} | ${name} | ${escaped(what)} | ${breaks.join(', ')} |`
    }),
  )
  return [
    `## ${dialect.name}`,
    '',
    `${checking.server.length} checks of servers, ${checking.client.length} of clients.`,
    '',
    '| rule | level | sentence | checks of servers | checks of clients |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
    '',
    `Programs that are wrong on purpose (\`parley faulty list ${dialect.name}\`):`,
    '',
    '| side | fault | what it does | breaks |',
    '| --- | --- | --- | --- |',
    ...faults,
    '',
  ].join('\n')
}

function cell<AnyStage>(
  rule: string,
  checks: readonly Check<AnyStage>[],
  unchecked: Readonly<Record<string, string>>,
): string {
  const own = checks.filter((check) => check.rule === rule)
  if (own.length === 0) return `*${escaped(unchecked[rule] ?? 'none')}*`
  const lines = own.map((check) => {
    const mark = check.scope === 'extension' ? '\\*' : ''
    return `\`${checkId(check)}\`${mark} ${escaped(check.title)}`
  })
  return lines.join('<br>')
}

function escaped(text: string): string {
  return text
    .replaceAll('\\', '\\\\')
    .replaceAll('|', '\\|')
    .replaceAll('*', '\\*')
    .replaceAll('<', '&lt;')
    .replaceAll('_', '\\_')
}
