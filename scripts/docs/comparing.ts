import type { Dialect } from '@parley/contract'
import { type Comparison, comparisonOf } from '../../packages/web/src/compare/comparison.ts'
import { designOf, type Question, questions } from '../../packages/web/src/compare/designs.ts'
import { table } from './table.ts'

/** Texts whose cost is shown: one that every dialect carries as it is, and one that is harder. */
const samples = ['hello there', 'grüße {alle}: 12 €; bis bald'] as const

/** The page that puts the designs side by side, with figures that the dialects' own code makes. */
export function comparingPage(dialects: readonly Dialect[]): string {
  return [
    '# Several protocols for one conversation',
    '',
    'Made by `npm run docs`: each dialect’s own client and server say the texts to each other in memory,',
    'and what they write is counted. The same is on the page of the gateway under *Compare*, for a text',
    'that you type.',
    '',
    '## What it costs to say something',
    '',
    ...samples.flatMap((text) => costs(dialects, text)),
    '## What each design answers',
    '',
    ...questionNames.flatMap((question) => answers(dialects, question)),
    '## What each teaches, and what each gets wrong',
    '',
    ...dialects.flatMap(lesson),
    '## What becomes of a text on the way',
    '',
    'Where a text cannot cross as it is, the loss is declared, and tested: [fidelity.md](fidelity.md).',
    '',
  ].join('\n')
}

const questionNames = Object.keys(questions).filter((name): name is Question => name in questions)

function costs(dialects: readonly Dialect[], text: string): readonly string[] {
  const rows = dialects.map((dialect) => row(comparisonOf(dialect, [], text, 'one')))
  return [
    `To one user, \`${text}\`: bytes of the client, the share of them that is not the text, and bytes`,
    'of both sides for a login, a message and a list, with how often the client waits for an answer.',
    '',
    table(['', 'message', 'not the text', 'login', 'send', 'list'], rows),
    '',
  ]
}

function row({ dialect, said, saidBytes, overhead, login, send, list }: Comparison) {
  const step = (figures: Comparison['send']) => {
    return figures === undefined ? '–' : `${figures.bytes}, waits ${figures.roundTrips}×`
  }
  const own = said === undefined ? ['cannot say it', '–'] : [`${saidBytes}`, `${overhead} %`]
  return [`\`${dialect.name}\``, ...own, step(login), step(send), step(list)]
}

function answers(dialects: readonly Dialect[], question: Question): readonly string[] {
  const title = `${question[0]?.toUpperCase() ?? ''}${question.slice(1)}`
  const rows = dialects.flatMap(({ name }) => {
    const answer = designOf(name)?.answers[question]
    return answer === undefined ? [] : [[`\`${name}\``, answer.says, linked(name, answer.section)]]
  })
  return [`### ${title}: ${questions[question]}`, '', table(['', '', 'section'], rows), '']
}

function lesson({ name }: Dialect): readonly string[] {
  const design = designOf(name)
  if (design === undefined) return []
  return [`**\`${name}\`** ${design.teaches}`, '', design.wrong, '']
}

function linked(name: string, section: string): string {
  return `[${name} ${section}](../packages/dialect-${name}/README.md)`
}
