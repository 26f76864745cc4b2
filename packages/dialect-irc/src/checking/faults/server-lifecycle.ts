import { LineBehind, serverAsks, serverSession } from '@parley/faulty'
import { heardFault, type IrcFault, numeric, writtenFault } from './mutations.ts'

class OpenEnded extends LineBehind {
  override close(): void {}
}

export const serverLifecycleFaults: readonly IrcFault[] = [
  writtenFault('pong-without-token', 'answers PING without its parameter', ['irc-5.3'], (line) =>
    line.replace(/^((?:@\S+ )?:parley PONG parley) .*$/, '$1'),
  ),
  {
    name: 'keeps-names',
    what: 'keeps a nickname after its owner has gone',
    breaks: ['irc-5.1a'],
    apply(dialect) {
      const had = new Set<string>()
      return serverAsks(dialect, {
        login(ask) {
          const name = had.has(ask.name) ? 'server' : ask.name
          had.add(ask.name)
          return { ...ask, name }
        },
      })
    },
  },
  {
    name: 'stays-open',
    what: 'does not close after QUIT',
    breaks: ['irc-5.4'],
    apply: (dialect) =>
      serverSession(
        dialect,
        (line) => new OpenEnded(line),
        () => ({}),
      ),
  },
  writtenFault('no-quit', 'tells nobody who has quit', ['irc-5.1', 'irc-5.1a'], (line) =>
    / QUIT(?: |$)/.test(line) ? undefined : line,
  ),
  writtenFault('renamed-for-others', 'tells no new nickname to its owner', ['irc-5.1b'], (line) =>
    / NICK /.test(line) ? undefined : line,
  ),
  writtenFault('unknown-without-name', 'leaves the command out of 421', ['irc-5.5'], (line) =>
    line.replace(/^(:parley 421 \S+) \S+ /, '$1 '),
  ),
  writtenFault(
    'no-away-answer',
    'answers nothing to AWAY',
    ['irc-4.7'],
    numeric('30[56]', undefined),
  ),
  heardFault('no-labels', 'knows no labels', ['irc-2.6b', 'irc-2.6c'], (message) => ({
    ...message,
    tags: new Map([...message.tags].filter(([key]) => key !== 'label')),
  })),
  writtenFault('tags-for-all', 'writes tags to who has not asked for them', ['irc-2.6a'], (line) =>
    line.startsWith('@') || line.startsWith('ERROR')
      ? line
      : `@time=2026-11-30T12:00:00.000Z ${line}`,
  ),
  writtenFault('local-time', 'writes the time as people read it', ['irc-2.6'], (line) =>
    line.replace(/time=[^; ]+/, 'time=12:00'),
  ),
]
