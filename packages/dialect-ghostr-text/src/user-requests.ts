/** What is asked about one other user, and answered with the fields of the request. */
import { type CommandOf, type ErrorCode, isName, type Line } from '@parley/contract'
import type { RequestOf } from './frames.ts'
import { refusal, shown } from './replies.ts'
import { placeOf, reply } from './serializer.ts'

type Write = (frame: string) => void

/** 9.8; `own`: who asks. */
export function askBlock(
  line: Line,
  { kind: type, who: name }: RequestOf<'BLOCK' | 'UNBLOCK'>,
  own: string,
  write: Write,
): void {
  const refuse = (error: ErrorCode) =>
    write(reply(type, shown(name), own, '0', refusal(error, name)))
  if (!isName(name)) return refuse('unknown-user')
  const command: CommandOf<'block' | 'unblock'> = {
    kind: type === 'BLOCK' ? 'block' : 'unblock',
    name,
  }
  line.ask(command, (answer) => {
    if (answer.ok) write(reply(type, answer.value.name, own, '1', '0'))
    else refuse(answer.error)
  })
}

/** 9.10; `own`: who asks. */
export function askPlace(line: Line, name: string, own: string, write: Write): void {
  const refuse = () => write(reply('PRIVREQ', shown(name), own, '0', ''))
  if (!isName(name)) return refuse()
  line.ask({ kind: 'findPeer', name }, (answer) => {
    if (!answer.ok) return refuse()
    const { peer, calls } = answer.value
    const port = calls?.transport === 'tcp' ? calls.port : peer.port
    write(reply('PRIVREQ', name, own, '1', placeOf({ address: peer.address, port })))
  })
}
