import { readFileSync } from 'node:fs'
import { readTranscript } from '@parley/conformance'
import { NEED_MORE } from '@parley/contract'
import { client } from './client.ts'
import { options } from './options.ts'
import { complaints, loginWords, replies, words } from './replies.ts'

const text = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8')
const readme = text('../README.md')

/** A pickle of either side as README.md shows it: what is typed, or the body of a reply. */
function shown(bytes: Uint8Array, side: 'C' | 'S'): string {
  const splitter = client.splitter(options.parse({}))
  splitter.push(bytes)
  const frame = splitter.next(4096)
  if (frame === NEED_MORE || !('kind' in frame) || frame.kind !== 'reply')
    throw new Error('no pickle')
  return side === 'C' ? `${frame.type} ${frame.body}`.trimEnd() : frame.body
}

describe('README.md', () => {
  test('opens with a session from a transcript', () => {
    const { steps } = readTranscript(text('../fixtures/demo.txt'))
    const screen = steps.flatMap((step) => {
      return step.kind === 'C' || step.kind === 'S' ? [shown(step.bytes, step.kind)] : []
    })
    expect(readme).toContain(`\`\`\`text\n${screen.slice(3).join('\n')}\n\`\`\``)
  })

  test('quotes every reply', () => {
    const refusals = [...Object.values(replies), ...Object.values(complaints)]
    for (const { type, body } of refusals) expect(readme).toContain(`\`${body || type}\``)
    for (const said of [...Object.values(words), ...loginWords.values()]) {
      expect(readme).toContain(said)
    }
  })
})
