import type { Heard, Judge, ServerStage, Wire } from '@parley/contract'

/** What a server answers a line with, on one connection. */
export type Answers = (line: string) => readonly string[]

/** A connection to a server of lines that is a function. */
export class LineWire implements Wire<string> {
  readonly said: string[] = []
  end = () => this.said.push('(ended)')
  reset = () => this.said.push('(reset)')
  pause = () => {}
  passOver = async () => {}
  readonly #answers: Answers
  readonly #came: string[] = []

  constructor(answers: Answers) {
    this.#answers = answers
  }

  async say(bytes: Uint8Array | string): Promise<void> {
    const text = String(bytes)
    this.said.push(text)
    this.#came.push(...this.#answers(text))
  }

  async next(expected: string, rule = 'its own'): Promise<Heard<string>> {
    const frame = this.#came.shift()
    if (frame === undefined) throw new Error(`${expected} did not come (${rule})`)
    return { frame, text: frame, bytes: new TextEncoder().encode(frame), at: 0, alone: true }
  }

  async hear(bytes: Uint8Array | string, rule?: string): Promise<void> {
    await this.expect(String(bytes), ({ text }) => equal(text, String(bytes)), rule)
  }

  async expect(expected: string, judge: Judge<string>, rule?: string): Promise<Heard<string>> {
    const heard = await this.next(expected, rule)
    const flaw = judge(heard)
    if (flaw !== undefined) throw new Error(`${flaw.why} (${rule ?? 'its own'})`)
    return heard
  }

  async find(
    expected: string,
    isMeant: (frame: string) => boolean,
    judge: Judge<string> = () => undefined,
    rule?: string,
  ): Promise<Heard<string>> {
    for (;;) {
      const heard = await this.next(expected, rule)
      if (!isMeant(heard.frame)) continue
      const flaw = judge(heard)
      if (flaw === undefined) return heard
      throw new Error(`${flaw.why} (${rule ?? 'its own'})`)
    }
  }

  async rest(): Promise<readonly Heard<string>[]> {
    const all: Heard<string>[] = []
    while (this.#came.length > 0) all.push(await this.next('more'))
    return all
  }

  async silent(): Promise<void> {
    if (this.#came.length > 0) throw new Error('something came')
  }

  async closes(): Promise<void> {
    this.said.push('(closed)')
  }
}

export function equal(came: string, wanted: string) {
  return came === wanted ? undefined : { why: `${came} came` }
}

/** A stage whose connections all go to servers of lines. */
export class LineStage implements ServerStage<string, object> {
  readonly options = {}
  readonly wires: LineWire[] = []
  readonly passed: number[] = []
  readonly #answers: () => Answers
  #names = 0

  constructor(answers: () => Answers) {
    this.#answers = answers
  }

  async connect(): Promise<LineWire> {
    const wire = new LineWire(this.#answers())
    this.wires.push(wire)
    return wire
  }

  name(): string {
    this.#names += 1
    return `name${this.#names}`
  }

  random(): number {
    return 0
  }

  async pass(time: number): Promise<void> {
    this.passed.push(time)
  }

  account() {
    return { name: this.name(), password: 'secret' }
  }

  expendable() {
    return this.account()
  }

  skip(reason: string): never {
    throw new Error(reason)
  }

  fail(why: string): never {
    throw new Error(why)
  }
}
