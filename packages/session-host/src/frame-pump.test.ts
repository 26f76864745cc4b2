import { Malformed, NEED_MORE, type Splitter } from '@parley/contract'
import { FramePump } from './frame-pump.ts'

/** Each byte is a frame; 0 is malformed. */
class Bytes implements Splitter<number> {
  readonly #bytes: number[] = []

  push(chunk: Uint8Array): void {
    this.#bytes.push(...chunk)
  }

  next() {
    const byte = this.#bytes.shift()
    return byte === 0 ? new Malformed('malformed') : (byte ?? NEED_MORE)
  }
}

function pumping(splitter: Splitter<number> = new Bytes()) {
  const taken: number[] = []
  const reasons: string[] = []
  const sink = {
    ...{ canTake: true, mustRest: false, bound: 10, taken, reasons },
    taking: (_frame: number) => {},
    take(frame: number) {
      taken.push(frame)
      sink.taking(frame)
    },
    malformed: (reason: string) => reasons.push(reason),
  }
  return { sink, pump: new FramePump(splitter, sink) }
}

test('takes every frame, and says what it waits for', () => {
  const { sink, pump } = pumping()
  expect(pump.pump()).toBe('starved')
  expect(pump.push(Uint8Array.of(1, 2))).toBe('starved')
  sink.taking = () => {
    sink.canTake = false
  }
  expect(pump.push(Uint8Array.of(3, 4))).toBe('blocked')
  expect(sink.taken).toEqual([1, 2, 3])
  sink.canTake = true
  expect(pump.pump()).toBe('blocked')
  expect(sink.taken).toEqual([1, 2, 3, 4])
})

test('rests only where a frame waits, and does not lose it', () => {
  const { sink, pump } = pumping()
  sink.mustRest = true
  expect(pump.push(new Uint8Array(0))).toBe('starved')
  expect(pump.push(Uint8Array.of(1, 2))).toBe('resting')
  expect(sink.taken).toEqual([])
  sink.mustRest = false
  expect(pump.pump()).toBe('starved')
  expect(sink.taken).toEqual([1, 2])
})

test('a frame that is being taken is taken alone', () => {
  const { sink, pump } = pumping()
  const seen: string[] = []
  sink.taking = (frame) => {
    seen.push(`${frame} ${pump.isPumping} ${pump.pump()}`)
  }
  pump.push(Uint8Array.of(1, 2))
  expect(seen).toEqual(['1 true pumping', '2 true pumping'])
  expect(pump.isPumping).toBe(false)
})

test('a malformed stream is said once', () => {
  const { sink, pump } = pumping()
  expect(pump.push(Uint8Array.of(1, 0))).toBe('malformed')
  expect(sink).toMatchObject({ taken: [1], reasons: ['malformed'] })
})

test('a splitter that finds frames in nothing is stopped', () => {
  const { pump } = pumping({ push: () => {}, next: () => 1 })
  expect(() => pump.push(Uint8Array.of(1))).toThrow('more frames than it was given bytes')
})
