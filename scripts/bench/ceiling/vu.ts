import type { Dialect, Peer } from './peer.ts'
import { login, sendTo, sendToAll } from './room.ts'

export const vu: Dialect = {
  name: 'vu',
  index: 0,
  take,
  head: (sender) => `DELIVERY ${sender} `,
  direct: (head, _recipient, text) => `${head}${text}\n`,
  public: (head, text) => `${head}${text}\n`,
  arrival: () => '',
  echoes: false,
}

const SEND = 'SEND '
const HELLO = 'HELLO-FROM '

function take(peer: Peer, input: string): number {
  let at = 0
  for (;;) {
    const end = input.indexOf('\n', at)
    if (end < 0) return at
    if (peer.name !== '' && input.startsWith(SEND, at)) send(peer, input, at + SEND.length, end)
    else if (peer.name === '' && input.startsWith(HELLO, at)) {
      const name = input.slice(at + HELLO.length, end)
      peer.write(login(peer, name) ? `HELLO ${name}\n` : 'IN-USE\n')
    } else peer.write('BAD-RQST-HDR\n')
    at = end + 1
  }
}

function send(peer: Peer, input: string, at: number, end: number): void {
  const space = input.indexOf(' ', at)
  if (space < 0 || space > end) {
    peer.write('BAD-RQST-BODY\n')
    return
  }
  const target = input.slice(at, space)
  const text = input.slice(space + 1, end)
  if (sendTo(target, peer, text)) peer.write('SEND-OK\n')
  else if (target === '*') {
    sendToAll(peer, text)
    peer.write('SEND-OK\n')
  } else peer.write('BAD-DEST-USER\n')
}
