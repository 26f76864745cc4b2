import {
  type Capabilities,
  type Feature,
  type Grade,
  isFullDialect,
  type ServerDialect,
} from '@parley/contract'
import { table } from './table.ts'

/** A dialect with what its default settings carry. */
interface Row {
  readonly name: string
  readonly carries: Capabilities
}

const marks = { full: '●', changed: '◐', none: '–' } as const

const order = ['full', 'changed', 'none'] as const

const names = { from: 'ann', reader: 'bob' }

/** Texts whose fate is shown for every pair. */
const samples: readonly { readonly title: string; readonly text: string }[] = [
  { title: 'Two lines', text: 'two\nlines' },
  { title: 'No text at all', text: '' },
  { title: 'Spaces at both ends', text: '  in the middle  ' },
  { title: 'Letters of the world', text: 'grüße 永 👩‍🚀' },
  { title: 'A terminal’s escape', text: 'red \u001b[31m alert' },
  { title: 'What ends a love letter', text: 'love you XOXOXO' },
  { title: 'What ends a field', text: 'key: value;;' },
]

/** The page that says what is lost between any two dialects, made from their own declarations. */
export function fidelityPage(dialects: readonly ServerDialect[]): string {
  const rows = dialects.filter(isFullDialect).map(rowOf)
  const served = dialects.filter((dialect) => !isFullDialect(dialect)).map(rowOf)
  return [
    '# What is carried, and what is lost',
    '',
    'Made by `npm run docs` from what each dialect declares with its default options; a test sends',
    'generated texts over every ordered pair and holds what arrives against the same declarations.',
    '',
    '● carried in full · ◐ carried in another form, see the notes · – not carried',
    '',
    '## Each dialect',
    '',
    featureTable(rows),
    '',
    '### Notes',
    '',
    ...rows.map(notes),
    ...servedSection(served),
    '## From each dialect to each',
    '',
    'The worse of what the sender can say and the receiver can hear.',
    '',
    ...rows.map((from) => pairTable(from, rows)),
    '## What becomes of a text',
    '',
    'From the dialect at the left to the one at the top, to one user. “=”: arrives as it is; “✗”:',
    'cannot be said; else what is heard, one pair of quotes a message.',
    '',
    ...samples.map((sample) => sampleTable(sample, rows)),
  ].join('\n')
}

function rowOf(dialect: ServerDialect): Row {
  return { name: dialect.name, carries: dialect.carries(dialect.options.parse({})) }
}

/** What has no client is declared, and nothing tests it; what becomes of a text there is not known. */
function servedSection(served: readonly Row[]): readonly string[] {
  if (served.length === 0) return []
  return [
    '### Dialects that are only served',
    '',
    'They have no client: what they declare is not tested, and they are not in the tables below.',
    '',
    featureTable(served),
    '',
    ...served.map(notes),
  ]
}

function featuresOf(rows: readonly Row[]): readonly Feature[] {
  const [first] = rows
  return first === undefined ? [] : Object.keys(first.carries.features).filter(isFeatureOf(first))
}

function isFeatureOf({ carries }: Row): (name: string) => name is Feature {
  return (name): name is Feature => name in carries.features
}

function featureTable(rows: readonly Row[]): string {
  return table(
    ['', ...rows.map(({ name }) => `\`${name}\``)],
    featuresOf(rows).map((feature) => [
      feature,
      ...rows.map(({ carries }) => marks[carries.features[feature].grade]),
    ]),
  )
}

function notes({ name, carries }: Row): string {
  const lines = Object.entries(carries.features).flatMap(([feature, grade]: [string, Grade]) =>
    grade.grade === 'changed' ? [`- ${feature}: ${grade.how} (${name} ${grade.rule})`] : [],
  )
  return [`**\`${name}\`**`, '', ...(lines.length > 0 ? lines : ['- nothing is changed']), ''].join(
    '\n',
  )
}

function pairTable(from: Row, rows: readonly Row[]): string {
  const features = featuresOf(rows)
  const body = features.map((feature) => [
    feature,
    ...rows.map((to) => {
      const said = order.indexOf(from.carries.features[feature].grade)
      const heard = order.indexOf(to.carries.features[feature].grade)
      return marks[order[Math.max(said, heard)] ?? 'none']
    }),
  ])
  const head = [`from \`${from.name}\` to`, ...rows.map(({ name }) => `\`${name}\``)]
  return `${table(head, body)}\n`
}

function sampleTable(
  { title, text }: { readonly title: string; readonly text: string },
  rows: readonly Row[],
): string {
  const body = rows.map((from) => [
    `\`${from.name}\``,
    ...rows.map((to) => {
      const said = from.carries.says(text, 'one')
      if (said === undefined) return '✗'
      const heard = to.carries.hears(said, 'one', names)
      return heard.length === 1 && heard[0] === text ? '=' : heard.map(quoted).join(' ')
    }),
  ])
  const head = ['', ...rows.map(({ name }) => `\`${name}\``)]
  return [`### ${title}: ${quoted(text)}`, '', table(head, body), ''].join('\n')
}

/** As a JSON string, in a code span, with what a table would take for its own escaped. */
function quoted(text: string): string {
  const shown = JSON.stringify(text).replace(
    /[\u007f-\u009f\u200b\u2028\u2029]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
  return `\`${shown.replaceAll('|', '\\|')}\``
}
