/** One frame that came from the program that is checked. */
export interface Heard<Frame> {
  readonly frame: Frame
  readonly bytes: Uint8Array
  /** The bytes as UTF-8. */
  readonly text: string
  /** When its last byte came, in milliseconds of a clock that only goes forward. */
  readonly at: number
  /** Whether nothing else came in the read that brought it. */
  readonly alone: boolean
}

/** What is wrong with a frame. `at`: the offset of its first wrong byte, where one can be named. */
export interface Flaw {
  readonly why: string
  readonly at?: number
}

/** What a frame is held against: undefined where it is right. */
export type Judge<Frame> = (heard: Heard<Frame>) => Flaw | undefined

/**
 * One connection to the program that is checked. What does not come in time, or is wrong, ends the
 * check: a method that was not satisfied does not return. `rule`: whose sentence an expectation is,
 * where it is not the rule of the check, as that a login succeeds in a check about messages.
 */
export interface Wire<Frame> {
  /** Sends bytes; in a check of framing, cut and joined in many ways. */
  say(bytes: Uint8Array | string): Promise<void>
  /** Exactly these bytes come next. */
  hear(bytes: Uint8Array | string, rule?: string): Promise<void>
  /** The next frame. `expected`: in words, for the report. */
  next(expected: string, rule?: string): Promise<Heard<Frame>>
  /** The next frame is right. */
  expect(expected: string, judge: Judge<Frame>, rule?: string): Promise<Heard<Frame>>
  /** The first frame of those that `isMeant`, which is right; others are passed over. */
  find(
    expected: string,
    isMeant: (frame: Frame) => boolean,
    judge?: Judge<Frame>,
    rule?: string,
  ): Promise<Heard<Frame>>
  /** All that comes until nothing has come for a moment. */
  rest(): Promise<readonly Heard<Frame>[]>
  /** Nothing comes for a moment. Where an answer to something else can be waited for, do that. */
  silent(rule?: string): Promise<void>
  /** The peer closes, or resets, the connection; what comes before is passed over. */
  closes(rule?: string): Promise<void>
  /** Says no more, and still listens. */
  end(): void
  /** Cuts the connection without a goodbye. */
  reset(): void
  /** Reads nothing from now on: what comes stays with the peer. */
  pause(): void
  /**
   * Reads again, and passes over all that comes, until nothing has come for a moment. Nothing more is
   * heard on the connection.
   */
  passOver(): Promise<void>
}

/** What every check may use. The same seed gives the same numbers. */
export interface Stage<Options> {
  /** The dialect's options as the program that is checked is said to have them. */
  readonly options: Options
  /** A name of 3 to 15 letters and digits that nobody has had, another at each call. */
  name(): string
  /** From 0 up to 1, and less. */
  random(): number
  /** Lets a time pass that the protocol itself names, in milliseconds. */
  pass(time: number): Promise<void>
  /** Ends the check, which then counts for nothing. */
  skip(reason: string): never
  /** Ends the check, which has failed. `came`: what it has failed on; `at`: its first wrong byte. */
  fail(why: string, rule?: string, came?: Uint8Array, at?: number): never
}

/** Somebody who can log in; `isNew`: the account is to be made by the first login. */
export interface CheckAccount {
  readonly name: string
  readonly password: string
  readonly isNew?: boolean
}

/** Plays clients of somebody's server. */
export interface ServerStage<Reply, Options> extends Stage<Options> {
  connect(): Promise<Wire<Reply>>
  /** Somebody who can log in, another at each call; skips the check where there is nobody left. */
  account(): CheckAccount
  /** Somebody who can log in, and whom nobody is given afterwards: the name may be locked then. */
  expendable(): CheckAccount
}

/** A socket for datagrams on loopback; of what comes a bounded part is kept. */
export interface DatagramSocket {
  readonly port: number
  /** Sends these one after the other to a port of this machine. */
  send(port: number, datagrams: readonly (Uint8Array | string)[]): Promise<void>
  /** All that have come once none has come for so many milliseconds; none where the first is late. */
  received(silence: number): Promise<readonly Uint8Array[]>
}

/**
 * The folder in which somebody's client is started, a copy that lies three folders deep in one of the
 * kit's own, so that a client that leaves its folder harms nothing.
 */
export interface ClientFolder {
  /** A folder of the kit's own that is not the client's; an absolute path. */
  readonly outside: string
  /** Makes a file in the client's folder. */
  write(name: string, bytes: Uint8Array): Promise<void>
  /** The files that have been made since; the path of one outside the client's folder begins with `..`. */
  made(): Promise<readonly { readonly path: string; readonly bytes: Uint8Array }[]>
}

/** The person in front of somebody's client. What is typed there, and shown, is the driver's to know. */
export interface Person {
  /**
   * Whether the client is used, and shows what it shows, as the dialect’s own terminal; what texts
   * there are is otherwise a driver’s to say.
   */
  readonly isUsual: boolean
  /** Whether the program has ended. */
  readonly hasEnded: boolean
  login(name: string, password?: string): void
  send(to: string, text: string): void
  list(): void
  /** Sends a file; ends the check as skipped where it is not known how. */
  sendFile(to: string, file: string): void
  leave(): void
  type(...lines: readonly string[]): void
  /** There is no more input. */
  hangUp(): void
  /** The text is shown, among others, after what was looked for before. */
  shows(text: string, rule?: string): Promise<void>
  /** The very next thing that is shown is the text. */
  reads(text: string, rule?: string): Promise<void>
  /** It is shown that the login of that name has succeeded. */
  welcomed(name: string, rule?: string): Promise<void>
  /** A message is shown. */
  heard(from: string, text: string, rule?: string): Promise<void>
  /** A message to everybody is shown. */
  heardByAll(from: string, text: string, rule?: string): Promise<void>
  /** The program ends; gives its exit status. */
  ends(rule?: string): Promise<number>
}

/** Plays a server for somebody's client. */
export interface ClientStage<Request, Options> extends Stage<Options> {
  /** Starts the program; gives the connection that it opens. */
  start(): Promise<Wire<Request>>
  /** The program opens another connection. */
  accept(rule?: string): Promise<Wire<Request>>
  /** Has the program started in a folder that is known; skips the check where it cannot be. */
  folder(): Promise<ClientFolder>
  /** Another socket for datagrams; it is closed at the end of the check. */
  datagrams(): Promise<DatagramSocket>
  readonly person: Person
}

/** Something to try with somebody's program. */
export interface Check<AnyStage> {
  /** The rule that it is about, by its id. */
  readonly rule: string
  /** Tells it from the other checks of the same rule. */
  readonly variant?: string
  readonly title: string
  /** What to look at where it fails, in plain words for a student. */
  readonly hint: string
  /**
   * Rules, or checks by their ids, without which it says nothing: where one of them has failed, it is
   * skipped.
   */
  readonly needs?: readonly string[]
  /** `extension`: of what the original has not. `original`: of what only the original has. */
  readonly scope?: 'extension' | 'original'
  /** Is run again and again, with what is said cut and joined in many ways. */
  readonly segmented?: true
  /** Sees more where nobody else is there, and is not tried beside other checks. */
  readonly exclusive?: true
  /**
   * Why no program can be tried on it with these options of the dialect, in a sentence without a full
   * stop; undefined where programs can. It is skipped for all alike then, whatever else they break.
   */
  untried?(options: unknown): string | undefined
  /** What is said and what must come, in order, where the check is no more than that. */
  readonly steps?: readonly string[]
  run(stage: AnyStage): Promise<void>
}
