import type { Dialect, Line } from '@parley/contract'
import { LineBehind } from '@parley/faulty'
import { dialectNamed } from './target.ts'
import { dialects, Haste, runTrial } from './testing/run-trial.ts'

const ktn = dialectNamed(dialects, 'ktn')

const GREETING =
  '{"timestamp":"2016-03-14T12:34:56","sender":"server","response":"info","content":"Help: …"}'

/** Refuses what is asked for, whatever it is. */
class Refusing extends LineBehind {
  override write(frame: Uint8Array | string): void {
    this.line.write(String(frame).replace('"response":"info"', '"response":"error"'))
  }
}

/** A server that sends its help to everybody who connects, as real ones do. */
function greeting(change: (line: Line) => Line): Dialect {
  return {
    ...ktn,
    serve(line, options) {
      line.write(GREETING)
      return ktn.serve(change(line), options)
    },
  }
}

const trial = { dialect: ktn, side: 'server', scope: 'original', seed: 1 } as const

test.each([
  ['and is right', (line: Line) => line, ['3.9 pass', '3.1c pass', '3.1c.letters pass']],
  [
    'and refuses all',
    (line: Line) => new Refusing(line),
    ['3.9 fail', '3.1c fail', '3.1c.letters skip'],
  ],
])('a greeting is no answer: a server that greets %s', async (_what, change, verdicts) => {
  const only = ['ktn-3.9', 'ktn-3.1c']
  const { outcomes } = await runTrial({ ...trial, only }, greeting(change), new Haste())
  expect(outcomes.map(({ id, verdict }) => `${id} ${verdict}`)).toEqual(
    verdicts.map((one) => `ktn-${one}`),
  )
})
