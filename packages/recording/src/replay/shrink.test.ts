import { Buffer } from 'node:buffer'
import { Readable } from 'node:stream'
import { serverDialect } from '@parley/contract'
import { LineSplitter } from '@parley/framing'
import { RecordingReader } from '../reader.ts'
import { Player } from './player.ts'
import { type Script, scriptOf } from './script.ts'
import { scriptLines } from './script-recording.ts'
import { shrink } from './shrink.ts'

const dialect = serverDialect({
  name: 'lines',
  defaultPort: 7000,
  shape: 'one line a message',
  splitter: () => new LineSplitter(),
  serve: () => ({ take: () => {}, hear: () => {} }),
})

async function read(text: string): Promise<Script> {
  const reader = await RecordingReader.open(Readable.from([Buffer.from(text)]))
  const choice = { role: 'client', dialect, connections: new Set<number>() } as const
  return await scriptOf(reader.header, reader.events(), choice)
}

/** Three connections that say so many lines each; a right server answers each by its length. */
function recording(): string {
  const place = '{"address":"127.0.0.1","port":40001}'
  const lines = [
    '{"parley":"recording","version":1,"started":"2026-11-30T09:00:00.000Z","by":"proxy","secrets":"kept","dialects":{"lines":{"options":{}}}}',
    ...[1, 2, 3].map((one) => {
      return `{"t":${one},"c":${one},"k":"open","dialect":"lines","peer":${place},"local":${place}}`
    }),
  ]
  for (let turn = 0; turn < 30; turn++) {
    const connection = 1 + (turn % 3)
    const said = turn === 4 ? 'arm' : turn === 20 ? 'fire' : `line ${turn}`
    const time = 10 + turn
    lines.push(`{"t":${time},"c":${connection},"k":"in","s":"${said}\\nnext\\n"}`)
    lines.push(`{"t":${time},"c":${connection},"k":"out","s":"${said.length}\\n4\\n"}`)
  }
  return `${lines.join('\n')}\n`
}

/** A server that answers `fire` wrongly once somebody has said `arm`. */
async function replay(script: Script) {
  const settings = { slots: [], isExact: false, isTaking: false, timeout: 10 } as const
  const player = new Player(script, { ...settings, pace: 'lockstep' }, 0)
  let isArmed = false
  let now = 0
  for (;;) {
    const action = player.next(now)
    if (action.kind === 'done') return player.result(now)
    if (action.kind === 'open') player.opened(now)
    if (action.kind === 'wait') now = action.until ?? now
    if (action.kind !== 'say') continue
    for (const line of String(action.bytes).split('\n').slice(0, -1)) {
      isArmed ||= line === 'arm'
      const answer = line === 'fire' && isArmed ? 'boom' : String(line.length)
      player.heard(action.step.connection, Buffer.from(`${answer}\n`), now)
    }
  }
}

const bounds = { runs: 200, isLate: () => false, tried: () => {} }

test('cuts a recording down to what still fails in the same way', async () => {
  const { script, runs, isStopped } = await shrink(await read(recording()), replay, bounds)
  expect(runs).toBeLessThan(60)
  expect(isStopped).toBe(false)
  const written = scriptLines(script)
  expect(
    written.filter((line) => line.includes('"k":"in"')).map((line) => JSON.parse(line).s),
  ).toEqual(['arm\n', 'fire\n'])
  expect(written.filter((line) => line.includes('"k":"open"'))).toHaveLength(2)
  const again = (await replay(await read(written.join('')))).difference
  expect(again).toMatchObject({ kind: 'other', wanted: '4\n', came: 'boom\n' })
})

test('replays no more often than it may, and leaves alone what does not fail', async () => {
  const whole = await read(recording())
  const stopped = await shrink(whole, replay, { ...bounds, runs: 4 })
  expect(stopped).toMatchObject({ runs: 4, isStopped: true })
  const right = { ...whole, steps: whole.steps.filter(({ time }) => time < 20) }
  expect(await shrink(right, replay, bounds)).toMatchObject({ difference: undefined, runs: 1 })
})
