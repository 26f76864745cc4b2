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

/** Where a rule comes from, behind its level. */
const origins = { paper: '', custom: ', customary', own: ', Parley’s own' } as const

const intro = `# Rules, and the checks that try them

Made from the code by \`npm run docs\`. \`parley check server\` and \`parley check client\` run the checks
of one side; a rule is a MUST or a SHOULD, and binds a server, a client or both. It is of the paper that is
named above the table, where nothing else is said; \`customary\` is what no paper says and most programs in use need, \`Parley’s own\` what
Parley asks for. A check marked with an asterisk is of what Parley adds to a protocol, and is run with \`--extensions\`. Where a rule cannot
be checked from outside, the reason stands in the place of its checks.

Below the rules of a dialect stand the checks that are no more than steps. \`ann> text\`: she says it.
\`ann< text\`: she hears it next, apart from what is between other users. ann, bob, eve and dan are
logged in before the first step, guest and other are not; \`{ann}\` is her name, and any other word in
braces is a new name, the same in all steps of the check. In a check of a client \`server> text\` is said
to it and \`server< text\` must come from it; what the user types, does and sees are steps too, and
\`{name}\` is with what the user logs in.
`

function section(dialect: Dialect, checking: Checking): string {
  const usual = dialect.rules.find(({ paper }) => paper !== undefined)?.paper
  const rows = dialect.rules.map(({ id, level, binds, sentence, source = 'paper', paper }) => {
    const server = binds === 'client' ? '' : cell(id, checking.server, checking.unchecked.server)
    const client = binds === 'server' ? '' : cell(id, checking.client, checking.unchecked.client)
    const origin = paper === usual || paper === undefined ? origins[source] : `, ${paper}`
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
    `${checking.server.length} checks of servers, ${checking.client.length} of clients. Rules: ${usual ?? 'no paper'}.`,
    '',
    '| rule | level | sentence | checks of servers | checks of clients |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
    '',
    ...exchanges('servers', checking.server),
    ...exchanges('clients', checking.client),
    `Programs that are wrong on purpose (\`parley faulty list ${dialect.name}\`):`,
    '',
    '| side | fault | what it does | breaks |',
    '| --- | --- | --- | --- |',
    ...faults,
    '',
  ].join('\n')
}

/** The checks that are written as steps, each step on a line. */
function exchanges<AnyStage>(of: string, checks: readonly Check<AnyStage>[]): readonly string[] {
  const lines = checks.flatMap((check) =>
    check.steps === undefined ? [] : ['', `# ${checkId(check)}`, ...check.steps.map(onOneLine)],
  )
  return lines.length === 0
    ? []
    : [`Steps of checks of ${of}:`, '', '```text', ...lines.slice(1), '```', '']
}

/** What is no printable character is written as in a string of JavaScript. */
function onOneLine(step: string): string {
  return step.replaceAll(/[\p{Cc}\u2028\ufffd]/gu, (character) => {
    if (character === '\n') return '\\n'
    if (character === '\r') return '\\r'
    if (character === '\t') return '\\t'
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
  })
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
