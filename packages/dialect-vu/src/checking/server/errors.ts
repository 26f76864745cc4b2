import { type ServerCheck, type Stage, TestClient } from './test-client.ts'

/** After the login these lines are refused with BAD-RQST-HDR. */
async function areRefused(stage: Stage, ...lines: readonly string[]): Promise<void> {
  const client = new TestClient(stage)
  const { wire } = await client.user()
  for (const line of lines) await client.request(wire, line, 'BAD-RQST-HDR\n')
}

export const errorChecks: readonly ServerCheck[] = [
  {
    rule: 'vu-3.9',
    title: 'refuses an unknown first word',
    hint: 'If the first word is none that you know, answer BAD-RQST-HDR.',
    needs: ['vu-2.1a'],
    run: (stage) => areRefused(stage, 'FLY me to the moon\n', 'SENDER x y\n', 'LISTS\n'),
  },
  {
    rule: 'vu-3.9a',
    title: 'refuses an empty line',
    hint: 'An empty line has no first word that you know; a line is not the end of the connection.',
    needs: ['vu-2.1a'],
    run: (stage) => areRefused(stage, '\n'),
  },
  {
    rule: 'vu-3.9b',
    title: 'refuses a line that starts with a space',
    hint: 'Do not strip spaces off a line: one that starts with a space has no word you know.',
    needs: ['vu-2.1a', 'vu-3.9'],
    run: (stage) => areRefused(stage, ' LIST\n'),
  },
  {
    rule: 'vu-3.9c',
    title: 'keeps the connection open after a refusal',
    hint: 'Answer, and read the next line: nothing that a client says wrong ends its connection.',
    needs: ['vu-2.1a', 'vu-3.3', 'vu-3.3a', 'vu-3.3c'],
    async run(stage) {
      const client = new TestClient(stage)
      const [one, two] = [await client.user(), await client.user()]
      const lines = [
        { line: 'FLY\n', rule: 'vu-3.9' },
        { line: 'LIST all\n', rule: 'vu-3.2' },
        { line: `SEND ${client.word()} hello\n`, rule: 'vu-3.8' },
      ]
      for (const { line, rule } of lines) {
        await one.wire.say(line)
        await one.wire.find('an answer', client.isOurs, undefined, rule)
        await client.deliver(one, two, client.word())
        await client.deliver(two, one, client.word())
      }
    },
  },
]
