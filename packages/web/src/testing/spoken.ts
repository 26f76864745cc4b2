import {
  type Line,
  type Part,
  type PasswordPolicy,
  type ServerDialect,
  serverDialect,
} from '@parley/contract'
import { LineSplitter, mapped } from '@parley/framing'

const policy: PasswordPolicy = {
  unknown: 'register',
  attempts: 3,
  lockTime: 1000,
  lockout: 'address',
  several: false,
}

/** A line each: `in NAME`, `pass NAME PASSWORD`, `to NAME TEXT`, `all TEXT`, `fill COUNT` (of `x`), `out`. */
function take(line: Line, text: string): void {
  const [verb = '', first = '', ...rest] = text.split(' ')
  const said = rest.join(' ')
  const answer = ({ ok }: { readonly ok: boolean }) => line.write(ok ? 'ok\n' : 'no\n')
  if (verb === 'in') line.ask({ kind: 'login', name: first, cap: 0 }, answer)
  else if (verb === 'pass') {
    line.ask({ kind: 'login', name: first, cap: 0, password: said, policy }, answer)
  } else if (verb === 'to') line.ask({ kind: 'send', to: first, text: said }, answer)
  else if (verb === 'all') line.ask({ kind: 'broadcast', text: text.slice(4) }, answer)
  else if (verb === 'fill') line.write(`${'x'.repeat(Number(first))}\n`)
  else if (verb === 'out') line.close('logout')
  else line.write('what\n')
}

/** What its lines are made of; the last of `pass` is secret, also where its end has not come. */
function annotate(frame: Uint8Array): readonly Part[] {
  const text = Buffer.from(frame).toString('latin1')
  const [head = ''] = /^(?:pass \S+ |to \S+ |[a-z]+: )/.exec(text) ?? []
  const end = text.endsWith('\n') ? text.length - 1 : text.length
  const role = head.startsWith('pass') ? 'secret' : 'body'
  const parts: Part[] = [
    { from: 0, to: head.length, role: 'verb' },
    { from: head.length, to: end, role },
    { from: end, to: text.length, role: 'terminator' },
  ]
  return parts.filter(({ from, to }) => from < to)
}

/** The dialect of these tests. */
export const spoken: ServerDialect<string> = {
  ...serverDialect<string>({
    name: 'spoken',
    defaultPort: 1,
    shape: 'in ann, to bob text: a line each',
    wire: { maxFrame: 1024 * 1024 },
    splitter: () => mapped(new LineSplitter(), (line) => (typeof line === 'string' ? line : '')),
    serve: (line) => ({
      take: (text) => take(line, text),
      hear: (event) => {
        if (event.kind === 'direct') line.write(`${event.from}: ${event.text}\n`)
        else if (event.kind === 'public') line.write(`${event.from}: ${event.text}\n`)
      },
    }),
  }),
  annotate,
}
