import type { Dialect } from '@parley/contract'
import { designOf } from '../../packages/web/src/compare/designs.ts'
import { visible } from '../../packages/web/src/page/model/bytes.ts'
import { rightOf, stepsOf, streamOf } from '../../packages/web/src/page/model/lab.ts'
import { code, table } from './table.ts'

const TEXTS = ['hi betty', 'see you'] as const

const outcomes = {
  right: 'right, this time',
  part: 'takes a part for the whole',
  several: 'takes several for one',
} as const

/** The page that says why a read is not a message, with figures that the dialects' own splitters make. */
export async function framingPage(dialects: readonly Dialect[]): Promise<string> {
  return [
    '# A read is not a message',
    '',
    'Made by `npm run docs`.',
    '',
    'TCP carries a stream of bytes. It promises that they arrive in order, each once, and nothing of how',
    'many of them one read brings. Two messages may come in one read, one message in two, and a character',
    'may come in two halves. On one machine it nearly always *seems* as',
    'if one write were one read; so programs that count on it work where they are written, and fail where',
    'they are shown.',
    '',
    '## See it',
    '',
    '- `npx parley chat vu --raw` shows the bytes of every read and write beside the conversation.',
    '- On the page of the gateway, *Wires* draws reads apart from messages, and *Lab* lets you cut a',
    '  stream where you like.',
    '- Type half a line in `nc`, press Ctrl-D, and type the rest: that is one message in two reads.',
    '',
    '## What two readers make of it',
    '',
    ...example(dialects),
    '## Where a message ends',
    '',
    'A reader needs a rule that finds the end in the bytes alone. A stream of two messages can be cut in',
    'two at any byte; a program that takes one read for one message gets both right in so many of them:',
    '',
    endings(dialects),
    '',
    'A *splitter* keeps what it was given until a message is whole, gives that, and keeps the rest. It',
    'has three outcomes: a message, “more is needed”, and “this can never become one”. What the splitters of',
    'these protocols share is in [`packages/framing`](../packages/framing/src/index.ts).',
    '',
    '## In Python',
    '',
    '```python',
    'received = b""',
    'def read_line(connection):',
    '    global received',
    '    while b"\\n" not in received:               # not whole yet: a read is not a message',
    '        piece = connection.recv(4096)',
    '        if piece == b"":                       # the other side has closed',
    '            raise EOFError',
    '        received += piece',
    '    line, received = received.split(b"\\n", 1)  # the rest belongs to the next message',
    '    return line.decode()                       # decode a whole message, never a read',
    '```',
    '',
    '## Programs that get it wrong on purpose',
    '',
    'The kit is tried on them, and so can you be:',
    '',
    await faults(dialects),
    '',
    '## In the wild',
    '',
    'Students wrote clients and servers of one protocol from one paper, which does not say how one message',
    'is told from the next. Of 882 pairs of a client and a server 286 understand each other.',
    '',
  ].join('\n')
}

function example(dialects: readonly Dialect[]): readonly string[] {
  const dialect = shortest(dialects)
  if (dialect === undefined) return []
  const stream = streamOf(dialect, TEXTS)
  const [first = 0] = stream.ends
  const steps = stepsOf(dialect, stream, [first + 4])
  const rows = steps.map(({ from, to, splitter, naive }) => {
    const held = splitter.held === 0 ? 'nothing kept' : `${splitter.held} bytes kept`
    return [
      code(visible(stream.bytes.subarray(from, to))),
      `${splitter.texts.map(code).join(', ') || 'no message'}; ${held}`,
      `${code(naive.shown)}: ${outcomes[naive.outcome]}`,
    ]
  })
  return [
    `A client of \`${dialect.name}\` sends ${stream.ends.length} messages, and they come in two reads:`,
    '',
    table(['one read brings', 'a splitter has', 'a reader of one read, one message'], rows),
    '',
    `The splitter has ${stream.texts.length} of ${stream.texts.length} messages, the other reader ${rightOf(steps)}.`,
    '',
  ]
}

/** The one whose messages have the fewest bytes. */
function shortest(dialects: readonly Dialect[]): Dialect | undefined {
  const length = (dialect: Dialect) => streamOf(dialect, TEXTS).bytes.length
  return [...dialects].sort((one, other) => length(one) - length(other))[0]
}

function endings(dialects: readonly Dialect[]): string {
  const rows = dialects.map((dialect) => {
    const stream = streamOf(dialect, TEXTS)
    const places = Array.from({ length: stream.bytes.length - 1 }, (_, at) => at + 1)
    const right = places.filter((cut) => {
      return rightOf(stepsOf(dialect, stream, [cut])) === stream.texts.length
    })
    const rule = designOf(dialect.name)?.answers.framing.says ?? ''
    return [`\`${dialect.name}\``, rule, `${right.length} of ${places.length}`]
  })
  return table(['', 'where a message ends', 'places at which that reader is right'], rows)
}

async function faults(dialects: readonly Dialect[]): Promise<string> {
  const rows: string[][] = []
  for (const dialect of dialects) {
    const checking = await dialect.checking?.()
    if (checking === undefined) continue
    for (const side of ['server', 'client'] as const) {
      for (const { name, what } of checking.faults[side]) {
        if (!/\bone read\b/.test(what)) continue
        rows.push([`\`${dialect.name}\``, side, `\`${name}\``, what])
      }
    }
  }
  return table(['', 'side', 'fault', 'what it does'], rows)
}
