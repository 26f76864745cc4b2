import { Buffer } from 'node:buffer'
import { AdaptiveTimeouts } from '@parley/kit'
import type { Action, PlayerSettings } from './action.ts'
import { endBehind, mayHearMore, settlingTime } from './ends.ts'
import { expectationsOf } from './expectations.ts'
import { Lane } from './lane.ts'
import { Bindings, patternText } from './pattern.ts'
import {
  type Difference,
  type DifferenceKind,
  differenceOf,
  type ReplayResult,
  type Spoken,
} from './result.ts'
import {
  frameNumber,
  type HearStep,
  type LeaveStep,
  type SayStep,
  type Script,
  type Step,
} from './script.ts'

/** Where what an end may have led to does not come within this time, the end is done, in milliseconds. */
const LEAST_PATIENCE = 50
const MOST_PATIENCE = 1000

/** So much of what was said and heard last is kept. */
const MOST_LOGGED = 200

/** Plays one side of a recording. Does no I/O and knows no clock: times are in milliseconds. */
export class Player {
  readonly #script: Script
  readonly #settings: PlayerSettings
  readonly #bindings = new Bindings()
  readonly #lanes = new Map<number, Lane>()
  readonly #repeated: ReadonlyMap<number, readonly string[]>
  readonly #timeouts = new AdaptiveTimeouts()
  readonly #heard = new Set<number>()
  readonly #log: Spoken[] = []
  readonly #started: number
  /** When something was done or came last. */
  #moved: number
  #acted: number
  #slowest = 0
  #at = 0
  #opened = 0
  #frames = 0
  #difference: Difference | undefined

  constructor(script: Script, settings: PlayerSettings, now: number) {
    this.#script = script
    this.#settings = settings
    this.#started = now
    this.#moved = now
    this.#acted = now
    const { slots, isExact, pace } = settings
    const comparison = { slots, isExact, isLockstep: pace !== 'max' }
    const { heard, repeated } = expectationsOf(script, comparison)
    this.#repeated = repeated
    for (const { kind, connection } of script.steps) {
      if (kind !== 'open') continue
      const all = heard.get(connection) ?? []
      this.#lanes.set(connection, new Lane(script, connection, all, this.#bindings, isExact))
    }
  }

  get difference(): Difference | undefined {
    return this.#difference
  }

  result(now: number): ReplayResult {
    return {
      difference: this.#difference,
      connections: this.#opened,
      frames: this.#frames,
      time: now - this.#started,
      slowest: this.#slowest,
      log: this.#log,
    }
  }

  /** What is to be done now. */
  next(now: number): Action {
    while (this.#difference === undefined) {
      const step = this.#script.steps[this.#at]
      if (step === undefined) return this.#end(now)
      const action = this.#try(step, now)
      if (action === undefined) this.#at += 1
      else if (action.kind === 'wait') {
        const early = this.#earlyEnd(step)
        if (early !== undefined && early.until <= now) return this.#leave(early.step, now)
        const until = early?.until ?? action.until
        if (until === undefined || until > now) return { kind: 'wait', until }
        this.#miss(step, now)
      } else {
        this.#at += 1
        this.#moved = now
        this.#acted = now
        return action
      }
    }
    return { kind: 'done' }
  }

  /** The server is reached. As a server: somebody has connected; gives which connection that is. */
  opened(now: number): number | undefined {
    const lane = [...this.#lanes.values()].find(({ state }) => state === 'unopened')
    if (lane === undefined) {
      this.#differ('extra-connection', 0, {})
      return undefined
    }
    lane.state = 'open'
    this.#opened += 1
    this.#moved = now
    return lane.connection
  }

  /** The server cannot be reached. */
  refused(connection: number, trouble: string): void {
    this.#differ('refused', connection, { trouble })
  }

  heard(connection: number, bytes: Uint8Array, now: number): void {
    const lane = this.#lanes.get(connection)
    if (lane === undefined) return
    for (const frame of lane.frames(bytes)) this.#hear(lane, frame, now)
  }

  /** The other side has ended its direction, or all of the connection. */
  gone(connection: number, now: number): void {
    const lane = this.#lanes.get(connection)
    if (lane === undefined || lane.isGone) return
    for (const frame of lane.lastFrames()) this.#hear(lane, frame, now)
    lane.isGone = true
    this.#moved = now
    if (lane.state === 'left') return
    const { first } = lane.pending
    const isDue = this.#script.steps.some((one) => {
      return one.kind === 'gone' && one.connection === connection
    })
    if (first === undefined && isDue) return
    if (this.#settings.isTaking) return
    this.#differ('ended', connection, first === undefined ? {} : this.#aboutFrame(first.step))
  }

  #hear(lane: Lane, frame: Uint8Array, now: number): void {
    if (this.#difference !== undefined) return
    this.#note({ connection: lane.connection, by: 'them', bytes: frame })
    this.#slowest = Math.max(this.#slowest, now - this.#acted)
    this.#timeouts.answered(now - this.#acted)
    this.#moved = now
    if (this.#settings.isTaking) {
      this.#frames += 1
      const taken = lane.pending.skip()
      if (taken !== undefined) this.#heard.add(taken.step.id)
      return
    }
    const found = lane.take(frame)
    if ('step' in found) {
      this.#frames += 1
      this.#heard.add(found.step.id)
      return
    }
    const { expected, wanted, came, at } = found
    const { steps } = this.#script
    if (expected === undefined && mayHearMore(steps, this.#at, lane.connection)) return
    const about = expected === undefined ? {} : this.#aboutFrame(expected.step)
    const kind = expected === undefined ? 'unexpected' : 'other'
    this.#differ(kind, lane.connection, { ...about, wanted, came, at, frame: lane.count })
  }

  /** Undefined: the step is over. */
  #try(step: Step, now: number): Action | undefined {
    const { pace } = this.#settings
    const lane = this.#lanes.get(step.connection)
    if (lane === undefined) return undefined
    if (step.kind === 'hear' || step.kind === 'gone') {
      if (pace === 'max') return undefined
      const isOver =
        step.kind === 'gone' ? lane.isGone : step.isOptional || this.#heard.has(step.id)
      return isOver || (lane.isGone && this.#settings.isTaking) ? undefined : this.#waitFor(step)
    }
    if (step.kind === 'open' && this.#script.role === 'server') {
      return lane.state === 'unopened' ? this.#waitFor(step) : undefined
    }
    const due = this.#started + step.time / 1000
    if (pace === 'original' && due > now) return { kind: 'wait', until: due }
    const settled = this.#acted + settlingTime(this.#script.steps, this.#at)
    if (pace !== 'max' && settled > now) return { kind: 'wait', until: settled }
    if (step.kind === 'open') return { kind: 'open', step }
    if (lane.state !== 'open') return undefined
    if (step.kind === 'say') return lane.isGone ? undefined : this.#say(step)
    return this.#leave(step, now)
  }

  #leave({ connection, how }: LeaveStep, now: number): Action {
    const lane = this.#lanes.get(connection)
    if (lane !== undefined) lane.state = 'left'
    this.#moved = now
    this.#acted = now
    return { kind: 'leave', connection, how }
  }

  /** The end that may have led to what is waited for, and when it is to be done. */
  #earlyEnd(step: Step): { readonly step: LeaveStep; readonly until: number } | undefined {
    if (step.kind !== 'hear') return undefined
    const isOpen = (one: number) => this.#lanes.get(one)?.state === 'open'
    const end = endBehind(this.#script, this.#at, step, isOpen)
    if (end === undefined) return undefined
    const owed = this.#lanes.get(end.connection)?.pending.first?.step.id ?? end.id
    if (owed < end.id) return undefined
    const patience = Math.min(MOST_PATIENCE, Math.max(LEAST_PATIENCE, 5 * this.#slowest))
    return { step: end, until: this.#moved + patience }
  }

  #say(step: SayStep): Action {
    let text = Buffer.from(step.bytes).toString('latin1')
    for (const recorded of this.#repeated.get(step.id) ?? []) {
      const instead = this.#bindings.insteadOf(recorded)
      if (instead !== undefined) text = text.replaceAll(recorded, () => instead)
    }
    const bytes = Buffer.from(text, 'latin1')
    this.#note({ connection: step.connection, by: 'us', bytes })
    return { kind: 'say', step, bytes }
  }

  /** As long as it took in the recording, and the timeout. The first client may take its time. */
  #waitFor(step: Step): Action {
    if (step.kind === 'open' && this.#opened === 0) return { kind: 'wait', until: undefined }
    const { steps } = this.#script
    const before = steps[steps.indexOf(step, this.#at) - 1]?.time ?? 0
    const took = (step.time - before) / 1000
    return { kind: 'wait', until: this.#moved + took + this.#settings.timeout }
  }

  /** Everything is said: what is not heard yet is awaited, and then that nothing more comes. */
  #end(now: number): Action {
    const open = [...this.#lanes.values()].filter(({ state }) => state === 'open')
    const owed = this.#owed()
    if (owed !== undefined) {
      const until = this.#moved + this.#settings.timeout
      if (until > now) return { kind: 'wait', until }
      this.#miss(owed, now)
      return this.#difference === undefined ? { kind: 'wait', until: now } : { kind: 'done' }
    }
    const { quiet } = this.#timeouts
    const until = Math.min(this.#moved + quiet, this.#acted + this.#settings.timeout + quiet)
    return open.length > 0 && until > now ? { kind: 'wait', until } : { kind: 'done' }
  }

  #owed(): Step | undefined {
    return this.#script.steps.find((step) => {
      if (step.kind === 'hear') return !step.isOptional && !this.#heard.has(step.id)
      return step.kind === 'gone' && this.#lanes.get(step.connection)?.isGone !== true
    })
  }

  /** What was waited for has not come. */
  #miss(step: Step, now: number): void {
    const { connection } = step
    const lane = this.#lanes.get(connection)
    if (this.#settings.isTaking) {
      if (step.kind === 'hear') this.#heard.add(step.id)
      else if (step.kind === 'gone' && lane !== undefined) lane.isGone = true
      if (step.kind === 'hear') lane?.pending.skip()
      this.#moved = now
      return
    }
    const waited = now - this.#moved
    if (step.kind === 'open') this.#differ('no-connection', connection, { waited })
    else if (step.kind === 'hear') {
      this.#differ('missing', connection, { ...this.#aboutFrame(step), waited })
    } else this.#differ('not-ended', connection, { step: step.id, recorded: step.time, waited })
  }

  #aboutFrame(step: HearStep): Partial<Difference> {
    const lane = this.#lanes.get(step.connection)
    const pattern = lane?.pending.first
    const wanted = pattern === undefined ? undefined : patternText(pattern.pattern, this.#bindings)
    return {
      step: step.id,
      recorded: step.time,
      frame: frameNumber(this.#script.steps, step),
      wanted,
    }
  }

  #differ(kind: DifferenceKind, connection: number, about: Partial<Difference>): void {
    this.#difference ??= differenceOf(kind, connection, about)
  }

  #note(spoken: Spoken): void {
    this.#log.push(spoken)
    if (this.#log.length > MOST_LOGGED) this.#log.shift()
  }
}
