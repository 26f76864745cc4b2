import { Buffer } from 'node:buffer'
import { LineSplitter } from '@parley/framing'
import { type FaultPlan, parseFaultPlan } from './plan.ts'
import { type Action, DirectionPlanner } from './planner.ts'

const SEED = 1

function planOf(...faults: readonly object[]): FaultPlan {
  return parseFaultPlan({ faults })
}

/** A direction of lines whose clock begins at 0, and what leaves it: `12 text` at 12 ms. */
class Trial {
  readonly left: string[] = []
  readonly struck: string[] = []
  readonly planner: DirectionPlanner
  #now = 0

  constructor(plan: FaultPlan, connection = 1, seed = SEED) {
    const direction = { connection, from: 'client', seed } as const
    this.planner = new DirectionPlanner(plan, direction, new LineSplitter(), 0)
  }

  say(text: string): this {
    this.planner.push(Buffer.from(text), this.#now)
    return this.#take()
  }

  end(): this {
    this.planner.end(this.#now)
    return this.#take()
  }

  /** Lets time pass; everything is taken when it is due. */
  until(time: number): this {
    while (this.planner.next <= time) {
      this.#now = Math.max(this.#now, this.planner.next)
      const before = this.left.length + this.struck.length
      const wanted = this.planner.wantsBytes(this.#now)
      this.#take()
      if (before === this.left.length + this.struck.length && !wanted) break
    }
    this.#now = time
    return this.#take()
  }

  #take(): this {
    for (const action of this.planner.take(this.#now)) {
      if (action.kind === 'struck') this.struck.push(`${action.fault.fault} ${action.unit?.frame}`)
      else this.left.push(`${this.#now} ${textOf(action)}`)
    }
    return this
  }
}

function textOf(action: Exclude<Action, { kind: 'struck' }>): string {
  return action.kind === 'pass' ? Buffer.from(action.bytes).toString('latin1') : action.kind
}

const later = 600_000

test('without a fault that is meant, each read is passed on at once, whole frames or not', () => {
  const trial = new Trial(
    planOf({ fault: 'drop', connection: 2 }, { fault: 'drop', from: 'server' }),
  )
  trial.say('LIS').say('T\nLIST\n').end()
  expect(trial.left).toEqual(['0 LIS', '0 T\nLIST\n', '0 end'])
  expect(trial.struck).toEqual([])
})

test('a dropped frame is missing, and the others are not', () => {
  const trial = new Trial(planOf({ fault: 'drop', frame: 2 }))
  trial.say('a\nb').say('\nc\n')
  expect(trial.left).toEqual(['0 a\n', '0 c\n'])
  expect(trial.struck).toEqual(['drop 2'])
})

test('a doubled frame is there twice', () => {
  expect(new Trial(planOf({ fault: 'duplicate', times: 1 })).say('a\nb\n').left).toEqual([
    '0 a\na\n',
    '0 b\n',
  ])
})

test('a cut frame leaves in pieces, with time between them, and the next one behind it', () => {
  const trial = new Trial(planOf({ fault: 'cut', size: 2, frame: 1 }))
  expect(trial.say('LIST\nx\n').until(later).left).toEqual(['0 LI', '10 ST', '20 \n', '20 x\n'])
})

test('a cut behind a byte is one cut', () => {
  const trial = new Trial(planOf({ fault: 'cut', byte: 4, pause: 50 }))
  expect(trial.say('a\nLIST\n').until(later).left).toEqual(['0 a\n', '0 LI', '50 ST\n'])
})

test('joined frames are one write', () => {
  const trial = new Trial(planOf({ fault: 'join', frames: 3 }))
  trial.say('a\n').say('b\n').say('c\nd\n').until(99)
  expect(trial.left).toEqual(['0 a\nb\nc\n'])
  expect(trial.until(100).left).toEqual(['0 a\nb\nc\n', '100 d\n'])
})

test('frames that wait to be joined are sent before the end', () => {
  expect(new Trial(planOf({ fault: 'join' })).say('a\n').end().left).toEqual(['0 a\n', '0 end'])
})

test('a delay holds a frame, and what follows does not overtake it', () => {
  const trial = new Trial(planOf({ fault: 'delay', ms: 300, frame: 1 }))
  trial.say('a\n').until(100).say('b\n').until(400).say('c\n')
  expect(trial.left).toEqual(['300 a\n', '300 b\n', '400 c\n'])
})

test('a delay of every frame is the same for each', () => {
  const trial = new Trial(planOf({ fault: 'delay', ms: 300 }))
  trial.say('a\n').until(100).say('b\n').end().until(later)
  expect(trial.left).toEqual(['300 a\n', '400 b\n', '400 end'])
})

test('a jitter makes a delay longer by up to so much', () => {
  const trial = new Trial(planOf({ fault: 'delay', ms: 10, jitter: 20 }))
  for (let at = 0; at < 50; at++) trial.until(at * 100).say(`${at}\n`)
  const delays = trial.until(later).left.map((line, at) => Number.parseFloat(line) - at * 100)
  expect(Math.min(...delays)).toBeGreaterThanOrEqual(10)
  expect(Math.max(...delays)).toBeLessThanOrEqual(30)
  expect(new Set(delays).size).toBeGreaterThan(20)
})

test('a limited rate puts time between the bytes', () => {
  const trial = new Trial(planOf({ fault: 'limit', rate: 100 }))
  trial.say('0123456789abcde\n').say('x\n').until(later)
  expect(trial.left).toEqual(['0 01234', '50 56789', '100 abcde', '150 \n', '160 x\n'])
})

test('a stall holds what comes behind a frame, and reads nothing meanwhile', () => {
  const trial = new Trial(planOf({ fault: 'stall', ms: 500, frame: 1 }))
  trial.say('a\nb\n')
  expect(trial.left).toEqual(['0 a\n'])
  expect(trial.planner.wantsBytes(0)).toBe(false)
  expect(trial.until(500).left).toEqual(['0 a\n', '500 b\n'])
  expect(trial.planner.wantsBytes(500)).toBe(true)
})

test('a stall without a time lasts', () => {
  const trial = new Trial(planOf({ fault: 'stall', byte: 3 }))
  expect(trial.say('abcde\n').until(later).left).toEqual(['0 abc'])
  expect(trial.planner.next).toBe(Number.POSITIVE_INFINITY)
  expect(trial.planner.wantsBytes(later)).toBe(false)
})

test('a stall at a time holds what already waits', () => {
  const plan = planOf({ fault: 'delay', ms: 100 }, { fault: 'stall', after: 50, ms: 1000 })
  const trial = new Trial(plan)
  expect(trial.say('a\n').until(later).left).toEqual(['1050 a\n'])
  expect(trial.struck).toEqual(['delay 1', 'stall undefined'])
})

test('a reset comes behind the bytes that it is meant to come behind', () => {
  const trial = new Trial(planOf({ fault: 'reset', byte: 4 }))
  expect(trial.say('a\nLIST\nx\n').say('y\n').until(later).left).toEqual([
    '0 a\n',
    '0 LI',
    '20 reset',
  ])
})

test('a reset at a time does not wait for bytes', () => {
  const trial = new Trial(planOf({ fault: 'delay', ms: 5000 }, { fault: 'reset', after: 700 }))
  expect(trial.say('a\n').until(later).left).toEqual(['700 reset'])
})

test('a half-close ends the direction behind a frame; what comes later is discarded', () => {
  const trial = new Trial(planOf({ fault: 'half-close', frame: 2 }))
  trial.say('a\nb\nc\n').say('d\n').end()
  expect(trial.left).toEqual(['0 a\n', '0 b\n', '0 end'])
  expect(trial.planner.wantsBytes(0)).toBe(true)
})

test('several faults strike one frame', () => {
  const plan = planOf(
    { fault: 'duplicate', frame: 1 },
    { fault: 'delay', ms: 40, frame: 1 },
    { fault: 'cut', size: 3, frame: 1 },
    { fault: 'half-close', frame: 1 },
  )
  expect(new Trial(plan).say('ab\nc\n').until(later).left).toEqual(['40 ab\n', '50 ab\n', '50 end'])
})

test('the rest of a frame is waited for 200 ms; then what has come is passed on, and not struck', () => {
  const trial = new Trial(planOf({ fault: 'drop' }))
  trial.say('name? ').until(199)
  expect(trial.left).toEqual([])
  trial.until(200).say('ann\n').say('b\n')
  expect(trial.left).toEqual(['200 name? ', '200 ann\n'])
  expect(trial.struck).toEqual(['drop 2'])
})

test('a fault does not strike before its time, nor more often than it may', () => {
  const trial = new Trial(planOf({ fault: 'drop', after: 100, times: 2 }))
  trial.say('a\n').until(100).say('b\nc\nd\n')
  expect(trial.left).toEqual(['0 a\n', '100 d\n'])
})

function dropped(seed: number, connection: number, pause = 0): string {
  const trial = new Trial(planOf({ fault: 'drop', probability: 0.5 }), connection, seed)
  for (let at = 0; at < 40; at++) trial.until(at * pause).say(`${at}\n`)
  return trial.struck.join()
}

test('the same seed strikes the same frames, whenever they come', () => {
  expect(dropped(1, 1)).toBe(dropped(1, 1, 35))
  expect(dropped(1, 1).split(',').length).toBeGreaterThan(10)
  expect(dropped(1, 1).split(',').length).toBeLessThan(30)
})

test('another seed and another connection strike others', () => {
  expect(new Set([dropped(1, 1), dropped(2, 1), dropped(1, 2)]).size).toBe(3)
})

test('a sender is not read on while a mebibyte waits', () => {
  const trial = new Trial(planOf({ fault: 'delay', ms: 1000 }))
  trial.say(`${'x'.repeat(700_000)}\n`)
  expect(trial.planner.wantsBytes(0)).toBe(true)
  trial.say(`${'x'.repeat(700_000)}\n`)
  expect(trial.planner.wantsBytes(0)).toBe(false)
  trial.until(1000)
  expect(trial.planner.wantsBytes(1000)).toBe(true)
})
