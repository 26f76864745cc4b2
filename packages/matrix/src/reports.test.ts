import { Buffer } from 'node:buffer'
import { matrixHtml } from './matrix-html.ts'
import { matrixJson } from './matrix-json.ts'
import { matrixMarkdown } from './matrix-markdown.ts'
import { matrixText } from './matrix-table.ts'
import type { Blame } from './results.ts'
import { cellOf, conversation, reportOf, rule } from './testing/samples.ts'

const blame: Blame = {
  step: 'out',
  whose: 'server',
  evidence: [
    {
      side: 'server',
      name: 'ben',
      alone: 'expected that it arrives; nothing came',
      rules: [rule('toy-3', 'A message goes to whom it is for.')],
    },
  ],
}

const wrong = {
  runs: [conversation('out')],
  verdict: 'wrong',
  failing: ['out'],
  blames: [blame],
} as const

const report = reportOf([
  cellOf({}),
  cellOf({ ...wrong, number: 2, client: 'cem' }),
  cellOf({
    ...wrong,
    number: 3,
    client: 'cem',
    server: 'dora',
    runs: [conversation(), conversation('out')],
    verdict: 'flaky',
    blames: [],
  }),
])

test('on a terminal: the table, and a line for each step that failed', () => {
  expect(matrixText(report, { colour: false })).toBe(`      ben  dora
anna  ✓
cem   o    ~o

✓ all right; fails: L logs in, l lists who is online, o sends a message, i is sent a message, g says goodbye; ~ not each time

cem × ben
  sends a message: the server (ben); expected that a out; nothing came; ben breaks toy-3: A message goes to whom it is for.
  run it again: npx parley matrix m.yaml --cell 'anna × ben'

cem × dora
  run it again: npx parley matrix m.yaml --cell 'anna × ben'

1 of 3 cells are right, 1 flaky
`)
})

test('colours only where they are wanted', () => {
  expect(matrixText(report, { colour: true })).toContain(
    'cem   \u001b[31mo\u001b[0m    \u001b[33m~o\u001b[0m',
  )
})

test('what is not finished says so', () => {
  const running = reportOf([cellOf({})], { state: 'running', total: 4 })
  const words = '1 of 4 cells are right; not finished: 1 of 4 have run'
  for (const text of [
    matrixText(running, { colour: false }),
    matrixMarkdown(running),
    matrixHtml(running),
  ]) {
    expect(text).toContain(words)
  }
})

test('Markdown', () => {
  expect(
    matrixMarkdown(reportOf([cellOf({}), cellOf({ ...wrong, client: 'c|m' })])),
  ).toBe(`# Who works with whom

1 of 2 cells are right

| client | ben |
| --- | :---: |
| anna | ✓ |
| c\\|m | o |

✓ all right; fails: L logs in, l lists who is online, o sends a message, i is sent a message, g says goodbye

## c\\|m × ben: o

- sends a message, **the server (ben)**: expected that a out; nothing came
  - ben alone: expected that it arrives; nothing came
  - ben breaks toy-3: A message goes to whom it is for. Expected oh\\\\n; came oh\\\\r\\\\n

\`\`\`sh
npx parley matrix m.yaml --cell 'anna × ben'
\`\`\`

\`\`\`mermaid
sequenceDiagram
  participant C as c#124;m (kim1)
  participant S as ben
  participant U as our user (kim2)
\`\`\`
`)
})

test('JSON has every byte visible, and all that is known', () => {
  const log = [
    { kind: 'sent', time: 1, wire: 'client', bytes: Buffer.from([0x41, 0xff, 0x0a]) },
  ] as const
  const cell = cellOf({ ...wrong, runs: [{ ...conversation('out'), log }] })
  const alone = {
    side: 'server',
    name: 'ben',
    dialect: 'toy',
    conversation: conversation(),
  } as const
  const said: unknown = JSON.parse(matrixJson(reportOf([cell], { alone: [alone] })))
  expect(said).toMatchObject({
    state: 'whole',
    total: 1,
    cells: [
      {
        client: 'anna',
        server: 'ben',
        verdict: 'wrong',
        failing: ['out'],
        blames: [{ whose: 'server', evidence: [{ rules: [{ id: 'toy-3', came: 'oh\\r\\n' }] }] }],
        runs: [{ log: [{ kind: 'sent', wire: 'client', bytes: 'A\\xff\\n' }] }],
      },
    ],
    alone: [{ side: 'server', name: 'ben' }],
  })
})

const evil = `"'><script>alert(1)</script>&\u202e\u0000`

test('nothing of anybody’s is markup in the page', () => {
  const bytes = Buffer.from(evil)
  const log = [
    { kind: 'sent', time: 1, wire: 'client', bytes },
    { kind: 'came', time: 2, wire: 'counterpart', bytes },
    { kind: 'typed', time: 3, wire: '', text: evil },
    { kind: 'shown', time: 4, wire: '', text: evil },
    { kind: 'event', time: 5, wire: 'client', text: evil },
  ] as const
  const run = conversation('out')
  const steps = run.steps.map((step) => ({ ...step, why: evil, expected: evil, came: bytes }))
  const output = [evil]
  const runs = [
    {
      ...run,
      steps,
      log,
      names: { client: evil, counterpart: evil },
      server: { end: { how: evil, output }, spins: true },
      keptNames: [evil],
    } as const,
  ]
  const rules = [{ ...rule(evil, evil), title: evil, expected: evil, came: bytes, why: evil }]
  const evidence = [{ side: 'client', name: evil, alone: evil, rules }] as const
  const blames = [{ step: 'out', whose: 'client', evidence }] as const
  const names = { client: evil, server: evil, command: evil }
  const cell = cellOf({ ...wrong, ...names, runs, blames })
  const alone = { side: 'client', name: evil, dialect: evil, conversation: runs[0] ?? run } as const
  const html = matrixHtml(reportOf([cell], { alone: [alone] }))
  expect(html).not.toContain('<script')
  expect(html).not.toMatch(/[\u202e\u0000]/)
  expect(html).toContain('&quot;&#39;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&amp;')
})

test('the page asks for nothing and runs nothing, each cell has its sheet, and what fails stands first', () => {
  const html = matrixHtml(report)
  expect(html).toContain(`content="default-src 'none'; style-src 'unsafe-inline'`)
  expect(html).not.toMatch(/https?:|src=|@import|url\(| on[a-z]+=/)
  const links = [...html.matchAll(/href="#(cell-\d+)"/g)].map(([, id]) => id)
  const sheets = [...html.matchAll(/<section class="sheet \w+" id="(cell-\d+)"/g)].map(
    ([, id]) => id,
  )
  expect(links).toEqual(['cell-3', 'cell-2', 'cell-1'])
  expect(sheets).toEqual(['cell-1', 'cell-2', 'cell-3'])
})
