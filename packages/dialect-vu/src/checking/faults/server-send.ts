import { Buffer } from 'node:buffer'
import { serverAsks, serverFrameFault, serverInputFault, serverTextFault } from '@parley/faulty'
import { changeServerOutputByUser, outputByUserFault, type VuFault } from './mutations.ts'

export const serverSendFaults: readonly VuFault[] = [
  serverTextFault('wrong-word', 'answers SENT-OK for SEND-OK', ['vu-3.3'], (line) =>
    line.replace(/^SEND-OK/, 'SENT-OK'),
  ),
  {
    name: 'wrong-recipient',
    what: 'delivers to the wrong user',
    breaks: ['vu-3.3a', 'vu-3.3c'],
    apply(dialect) {
      const names: string[] = []
      const asking = serverAsks(dialect, {
        send: (command) => ({
          ...command,
          to: names.includes(command.to) ? (names.at(-1) ?? '') : command.to,
        }),
      })
      return changeServerOutputByUser((line, name) => {
        if (line.startsWith('HELLO ')) names.push(name)
        return [line]
      })(asking)
    },
  },
  serverTextFault(
    'field-order',
    'puts the body before the sender in a DELIVERY',
    ['vu-3.3a'],
    (line) => line.replace(/^DELIVERY (\S+) (.*)/, 'DELIVERY $2 $1'),
  ),
  serverTextFault('latin1', 'writes Latin-1', ['vu-2.1b', 'vu-3.4'], (line) =>
    Buffer.from(line, 'latin1'),
  ),
  serverFrameFault(
    'doubles',
    'delivers each message twice',
    ['vu-3.3a', 'vu-3.3b', 'vu-3.3c'],
    (frame) => (String(frame).startsWith('DELIVERY ') ? [frame, frame] : [frame]),
  ),
  serverTextFault('strips-body', 'drops spaces at the end of a body', ['vu-3.4a'], (line) =>
    line.startsWith('DELIVERY ') ? line.replace(/ +\n$/, '\n') : line,
  ),
  serverInputFault('splits-body', 'takes several spaces of a body for one', ['vu-3.4a'], (text) =>
    text.startsWith('SEND ') ? text.replace(/ +/g, ' ') : text,
  ),
  serverInputFault('one-space', 'takes the second of two spaces for the name', ['vu-3.5'], (text) =>
    text.replace(/^SEND {2}\S.*/, 'SEND'),
  ),
  outputByUserFault(
    'not-oneself',
    'does not deliver a message to its own sender',
    ['vu-3.6'],
    (line, name) => (line.startsWith(`DELIVERY ${name} `) ? [] : [line]),
  ),
  serverInputFault(
    'empty-body',
    'takes a SEND without a body',
    ['vu-3.7', 'vu-3.7a', 'vu-3.7d'],
    (text) => text.replace(/^(SEND \S+) *\n/, '$1 x\n'),
  ),
  serverTextFault('unknown-user', 'confirms what it cannot deliver', ['vu-3.8'], (line) =>
    line.replace('BAD-DEST-USER', 'SEND-OK'),
  ),
]
