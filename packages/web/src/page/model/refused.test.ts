import { Buffer } from 'node:buffer'
import { expect, test } from '@jest/globals'
import type { Dialect } from '@parley/contract'
import { FrameReader } from '../../compare/reader.ts'
import type { FeedEvent } from '../../protocol.ts'
import { fromBase64 } from './bytes.ts'
import { FeedState } from './feed-state.ts'
import { answersTo } from './forms.ts'

const dialects: Dialect[] = []
for (const name of ['vu', 'llp']) dialects.push((await import(`@parley/dialect-${name}`)).dialect)

const base64 = (text: string) => Buffer.from(text, 'latin1').toString('base64')
const text = (frames: readonly { readonly bytes: string }[]) => {
  return frames.map(({ bytes }) => Buffer.from(bytes, 'base64').toString('latin1')).join('')
}

/** A user of the dialect, and a way to tell of what happens at their connection. */
function watching(dialect: string) {
  const reader = new FrameReader()
  const spoken = dialects.find(({ name }) => name === dialect)
  const state = new FeedState(({ name = '' }, frames) => {
    const bytes = frames.map((frame) => fromBase64(frame.bytes))
    return spoken !== undefined && reader.isAmid(spoken, name, bytes)
  })
  let sequence = 0
  const tell = (...events: FeedEvent[]) => {
    const records = events.map((event) => {
      sequence += 1
      return { ...event, sequence, time: sequence, connection: 1 }
    })
    state.take({ kind: 'records', records })
  }
  tell(
    { kind: 'opened', dialect, address: '127.0.0.1', port: 1000 },
    { kind: 'named', name: 'bob' },
  )
  const cards = () => {
    return state.messages.map((one) => {
      return [one.id > 0, one.isRefused, text(one.said), text(answersTo(one)), one.error ?? '']
    })
  }
  return { tell, cards }
}

const said = (line: string): FeedEvent => ({ kind: 'frame-in', bytes: base64(line), parts: [] })
const answered = (line: string, message?: number): FeedEvent => {
  const about = message === undefined ? {} : { message }
  return { kind: 'frame-out', bytes: base64(line), parts: [], ...about }
}
const unasked = (line: string): FeedEvent => {
  return { kind: 'frame-out', bytes: base64(line), parts: [], unasked: true }
}
const done = (name: string, message: number): FeedEvent => {
  return { kind: 'command', name, message, ok: true }
}

test('a line that no command came of is a card of its own, and not a part of the next message', () => {
  const { tell, cards } = watching('vu')
  tell(said('SEND alice bad\xff\xfe\n'), answered('BAD-RQST-BODY\n'))
  expect(cards()).toEqual([[false, true, 'SEND alice bad\xff\xfe\n', 'BAD-RQST-BODY\n', '']])
  tell(said('SEND alice hi\n'), done('send', 7), answered('SEND-OK\n', 7))
  expect(cards()[1]).toEqual([true, false, 'SEND alice hi\n', 'SEND-OK\n', ''])
})

test('a command that is refused is a card with its error and its answer', () => {
  const { tell, cards } = watching('vu')
  tell(said('SEND nobody hi\n'))
  tell({ kind: 'command', name: 'send', ok: false, error: 'unknown-user' })
  tell(answered('BAD-DEST-USER\n'), unasked('DELIVERY server x\n'))
  tell(said('WHO\n'), { kind: 'command', name: 'list', ok: true }, answered('WHO-OK bob\n'))
  expect(cards()).toEqual([[false, true, 'SEND nobody hi\n', 'BAD-DEST-USER\n', 'unknown-user']])
})

test('a question for the rest of a message is no refusal, and what came before is no part of it', () => {
  const { tell, cards } = watching('llp')
  tell(said('MESAGE ann\n'), answered('ERROR - unknown\n'))
  tell(said('MESSAGE ann\n'), answered('> end with XOXOXO\n'), said('MESSAGE x\n'))
  expect(cards()).toHaveLength(1)
  tell(said('XOXOXO\n'), done('send', 3), answered('OK\n', 3))
  expect(cards()).toEqual([
    [false, true, 'MESAGE ann\n', 'ERROR - unknown\n', ''],
    [true, false, 'MESSAGE ann\nMESSAGE x\nXOXOXO\n', 'OK\n', ''],
  ])
})

test('what happens to others answers nothing', () => {
  const { tell, cards } = watching('llp')
  tell(said('MESSAGE ann\n'), said('hi\n'))
  tell(unasked('eve came\n'))
  expect(cards()).toEqual([])
})
