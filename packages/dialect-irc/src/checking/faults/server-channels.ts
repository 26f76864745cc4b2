import { eventFault } from '@parley/faulty'
import { heardFault, type IrcFault, numeric, writtenFault } from './mutations.ts'

export const serverChannelFaults: readonly IrcFault[] = [
  writtenFault('no-names-end', 'does not end the names', ['irc-3.2'], numeric('366', undefined)),
  writtenFault(
    'forgets-oneself',
    'leaves the last one who has joined out of the names',
    ['irc-3.2', 'irc-3.4'],
    (line) => line.replace(/^(:parley 353 .* :.*?) ?[^ :]+$/, '$1'),
  ),
  eventFault('secret-joins', 'tells nobody who has joined', ['irc-3.2a'], (event) =>
    event.kind === 'entered' ? undefined : event,
  ),
  heardFault('one-channel', 'joins the first of several channels only', ['irc-3.2b'], (message) =>
    message.command === 'JOIN'
      ? { ...message, params: message.params.map((one) => one.replace(/,.*/, '')) }
      : message,
  ),
  writtenFault('part-to-nobody', 'tells no PART to who leaves', ['irc-3.3'], (line) =>
    /^:\S+!irc@parley PART /.test(line) ? undefined : line,
  ),
  writtenFault(
    'not-on-channel-word',
    'says 403 for a channel that one is not on',
    ['irc-3.3a'],
    numeric('442', '403'),
  ),
  writtenFault('no-topic-word', 'tells no topic', ['irc-3.7'], numeric('33[12]', undefined)),
  writtenFault(
    'operators-all',
    'does not say who is no operator',
    ['irc-3.9'],
    numeric('482', undefined),
  ),
  writtenFault('empty-list', 'lists no channels', ['irc-3.6'], numeric('322', undefined)),
  writtenFault(
    'whois-without-end',
    'does not end the answer to WHOIS',
    ['irc-3.5', 'irc-3.5a'],
    numeric('318', undefined),
  ),
  writtenFault('who-rows-swapped', 'mixes user and nickname up in WHO', ['irc-3.5b'], (line) =>
    line.replace(/^(:parley 352 \S+ \S+ )(\S+)( \S+ \S+ )(\S+)/, '$1$4$3$2'),
  ),
]
