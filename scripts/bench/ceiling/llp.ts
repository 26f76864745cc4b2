import type { Dialect, Peer } from './peer.ts'
import { login, sendTo, sendToAll } from './room.ts'

export const llp: Dialect = {
  name: 'llp',
  index: 1,
  take,
  head: (sender) => `> INBOUND MESSAGE - SENDER: ${sender}\n> RECIPIENT: `,
  direct: (head, recipient, text) => `${head}${recipient}\n> ${text}\n> XOXOXO\n> \n`,
  public: (head, text) => `${head}everyone\n> ${text}\n> XOXOXO\n> \n`,
  arrival: () => '',
  echoes: false,
}

const MESSAGE = 'MESSAGE '
const LOGIN = 'LOGIN '
const CLOSING = '\nXOXOXO\n'

function take(peer: Peer, input: string): number {
  let at = 0
  for (;;) {
    const end = input.indexOf(peer.composing === '' ? '\n' : CLOSING, at)
    if (end < 0) return at
    if (peer.composing === '') {
      takeCommand(peer, input, at, end)
      at = end + 1
    } else {
      takeText(peer, input.slice(at, end))
      at = end + CLOSING.length
    }
  }
}

function takeText(peer: Peer, text: string): void {
  const recipient = peer.composing
  peer.composing = ''
  if (recipient === '*') sendToAll(peer, text)
  else if (!sendTo(recipient, peer, text)) {
    peer.write('> ERROR - Recipient does not exist\n')
    return
  }
  peer.write('> OK - Message Delivered\n')
}

function takeCommand(peer: Peer, input: string, at: number, end: number): void {
  if (peer.name === '') {
    const name = input.startsWith(LOGIN, at) ? input.slice(at + LOGIN.length, end) : ''
    peer.write(login(peer, name) ? `> OK - Hello ${name}\n` : '> ERROR - Username is use\n')
    return
  }
  if (input.startsWith(MESSAGE, at)) peer.composing = input.slice(at + MESSAGE.length, end)
  else if (input.startsWith('BROADCAST', at)) peer.composing = '*'
  peer.write(
    peer.composing === ''
      ? '> ERROR - Unknown Command\n'
      : '> OK - Send Message, end with XOXOXO\n',
  )
}
