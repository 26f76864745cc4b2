import type {
  CloseReason,
  Command,
  CommandKind,
  Dialect,
  ErrorCode,
  Report,
} from '@parley/contract'
import { Loopback } from '../../packages/conformance/src/loopback.ts'
import { ScriptedEngine } from '../../packages/conformance/src/scripted-engine.ts'

/** What a session is to say. */
export type Saying =
  | { readonly kind: 'refusal'; readonly error: ErrorCode }
  | { readonly kind: 'closing'; readonly reason: CloseReason }

const login: Command = { kind: 'login', name: 'alice', cap: 0, password: 'secret' }
const send: Command = { kind: 'send', to: 'bob', text: 'hello' }

/** Refusals that a login meets; all others are tried on a message to one user. */
const ofLogin: ReadonlySet<ErrorCode> = new Set([
  'name-invalid',
  'name-taken',
  'name-reserved',
  'full',
  'password-invalid',
  'wrong-password',
  'locked-out',
  'locked',
  'unknown-account',
])

/** What the dialect’s own client is told, in the server’s words; empty where it is told nothing. */
export function wordsOf(dialect: Dialect, saying: Saying): string {
  const options = dialect.options.parse('pace' in dialect.optionNotes ? { pace: 0 } : {})
  const engine = new ScriptedEngine()
  const pipe = new Loopback(dialect, options, { ask: engine.ask, standIn: engine.standIn })
  pipe.open()
  pipe.settle()
  if (saying.kind === 'refusal') {
    const command = ofLogin.has(saying.error) ? login : send
    if (command === send) enter(pipe)
    return refusalOf(pipe, engine, command, saying.error)
  }
  enter(pipe)
  pipe.server.shut(saying.reason)
  pipe.settle()
  return textsIn(pipe.takeReports())
}

function enter(pipe: Loopback): void {
  pipe.say(login)
  pipe.settle()
  pipe.takeReports()
}

function refusalOf(
  pipe: Loopback,
  engine: ScriptedEngine,
  command: Command,
  error: ErrorCode,
): string {
  const kind: CommandKind = command.kind
  engine.refusing = { kind, error }
  pipe.takeReports()
  pipe.say(command)
  pipe.settle()
  return textsIn(pipe.takeReports())
}

function textsIn(reports: readonly Report[]): string {
  return reports
    .flatMap((report) => {
      const isWord =
        report.kind === 'refused' || report.kind === 'notice' || report.kind === 'nonsense'
      return isWord ? [report.text] : []
    })
    .join('\n')
}
