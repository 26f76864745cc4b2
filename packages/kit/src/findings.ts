import type { Rule } from '@parley/contract'
import type { ProgramEnd } from './program-end.ts'

/** `warn`: breaks a SHOULD. `error`: the kit’s own fault, never counted against the program. */
export type Verdict = 'pass' | 'fail' | 'warn' | 'skip' | 'error'

export type Side = 'server' | 'client'

/** Something that went over a connection, or happened to it. `time`: since the check began, in milliseconds. */
export type Happened =
  /** `sent`: by the kit. `came`: from the program that is checked. */
  | {
      readonly kind: 'sent' | 'came'
      readonly time: number
      readonly wire: string
      readonly bytes: Uint8Array
    }
  /** A connection was opened, ended or cut; a line was typed at a client, or shown by it. */
  | {
      readonly kind: 'event' | 'typed' | 'shown'
      readonly time: number
      readonly wire: string
      readonly text: string
    }

/** What was wrong. */
export interface Failure {
  readonly rule: Rule
  /** In words, or the bytes themselves, made visible; undefined where `why` says all. */
  readonly expected: string | undefined
  /** What came instead; undefined: nothing. */
  readonly came: Uint8Array | undefined
  /** The offset in `came` of the first wrong byte, where one can be named. */
  readonly at: number | undefined
  readonly why: string
  /** What is known of such a failure, as "you ended with CRLF". */
  readonly recognised: readonly string[]
}

/** How the connections of a check were ended, apart from what was said on them. */
export interface Ending {
  readonly verdict: 'pass' | 'warn' | 'skip'
  /** As in "closed after the kit had". */
  readonly how: string
}

/** What a program that the kit has started did, apart from what it said. */
export interface ProgramEvent {
  /** The id of the check in which, or just after which, it was seen. */
  readonly check: string
  /** As in `it has ended: exit status 1`. */
  readonly what: string
  /** What it had printed last. */
  readonly output: readonly string[]
}

/** What a program does as a whole, and what fails because of it. */
export interface Diagnosed {
  /** As in `one-at-a-time`. */
  readonly name: string
  /** The id of the check in which it was seen first. */
  readonly check: string
  /** A sentence to whoever wrote the program, without a full stop. */
  readonly what: string
  readonly hint: string
  /** No protocol forbids it: the checks that it explains were not tried, and cost nothing. */
  readonly breaksNothing?: boolean
}

/** What came of one check. */
export interface Outcome {
  /** As in `vu-3.7` or `vu-3.7.spaces`. */
  readonly id: string
  /** The check’s own; a failure may be of another one. */
  readonly rule: Rule
  /** What points are given for: a rule’s id up to the first dot of its section, as `vu-3`. */
  readonly group: string
  readonly title: string
  readonly verdict: Verdict
  readonly failure: Failure | undefined
  /** Why it was skipped, or what went wrong in the kit. */
  readonly reason: string | undefined
  /**
   * What this program breaks and without which the check says nothing: the id of a rule, or the name of
   * a diagnosis.
   */
  readonly blockedBy: string | undefined
  /** The sentence of the diagnosis that explains why it has not passed; undefined where none does. */
  readonly cause: string | undefined
  /** What to look at, in plain words; where it has not passed. */
  readonly hint: string | undefined
  readonly ending: Ending
  /** The broken rule of which something else was taken here as if it were right. */
  readonly forgave?: string | undefined
  /** How the program has ended in this check; undefined where it has not, or is not the kit’s to start. */
  readonly program: ProgramEnd | undefined
  /** What it printed of an exception in this check, where it has not ended. */
  readonly exception?: readonly string[] | undefined
  /** What has happened, bounded; where it was longer, its first and its last part. */
  readonly log: readonly Happened[]
  /** When it was known what comes of it: what the log has after that only ended the connections. */
  readonly judgedAt?: number | undefined
  /** In milliseconds. */
  readonly time: number
  /** Runs this check alone, and in the same way. */
  readonly command: string
}

/** What keeps a run from its checks: a sentence without a full stop, and what was printed last. */
export interface Trouble {
  readonly why: string
  readonly output: readonly string[]
}

/** All that came of a run; `state` says whether there is more to come. */
export interface Findings {
  readonly dialect: string
  readonly side: Side
  /** The titles of the groups, by their ids. */
  readonly groups: Readonly<Record<string, string>>
  /** The address of the server, or the command of the client. */
  readonly target: string
  /** Brings the same run about, with other names: for `--replay`. */
  readonly token: string
  /** In milliseconds since the epoch. */
  readonly started: number
  /** In milliseconds. */
  readonly time: number
  readonly state: 'running' | 'whole'
  /** Why nothing more could be tried, as a program that does not start; checks that were not are skipped. */
  readonly trouble: Trouble | undefined
  /** The first events of the program. */
  readonly program: readonly ProgramEvent[]
  /** What was recognised of it as a whole, in the order in which it was seen. */
  readonly diagnoses: readonly Diagnosed[]
  /** How many checks there are in all. */
  readonly total: number
  /** While a run goes on: what has passed beside others, and is reported when it is its turn. */
  readonly ahead: readonly Outcome[]
  readonly outcomes: readonly Outcome[]
}
