import type { Findings } from './findings.ts'
import { echoed, greeted } from './testing/echo.ts'
import { answering, right, tried } from './testing/tried.ts'
import { AdaptiveTimeouts } from './timeouts.ts'

function verdicts({ outcomes }: Findings) {
  return outcomes.map(({ id, verdict }) => `${verdict} ${id}`)
}

test('what was late on a busy machine is tried once more, without haste', async () => {
  let connections = 0
  const timeouts = new AdaptiveTimeouts()
  timeouts.answered(1)
  const findings = await tried(
    [greeted],
    (socket) => {
      connections += 1
      if (connections === 1) socket.resume().on('end', () => socket.end())
      else right(socket)
    },
    {},
    { timeouts },
  )
  expect([verdicts(findings), connections]).toEqual([['pass echo-1.1'], 2])
  expect(findings.outcomes[0]?.reason).toBe(
    'an answer came late; all was right once it had more time',
  )
})

/** Has time until the first answer has come, and none from then on. */
class Hastening extends AdaptiveTimeouts {
  #answers = 0

  override answered(): void {
    this.#answers += 1
  }

  override get answer(): number {
    return this.#answers === 0 ? this.most : 60
  }
}

test('what was late after quick answers is tried once more where it is the first check of all', async () => {
  const texts: string[] = []
  const act = answering((line) => {
    if (line.startsWith('HI ')) return `HELLO ${line.slice(3)}\n`
    texts.push(line)
    return texts.length === 1 ? '' : `SAID ${line.slice(4)}\n`
  })
  const findings = await tried([echoed], act, {}, { timeouts: new Hastening() })
  expect([verdicts(findings), texts.length]).toEqual([['pass echo-1.2'], 2])
  expect(findings.outcomes[0]?.reason).toBe(
    'an answer came late; all was right once it had more time',
  )
})
