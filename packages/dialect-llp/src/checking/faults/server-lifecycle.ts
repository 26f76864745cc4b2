import { serverAsks } from '@parley/faulty'
import type { Request } from '../../frames.ts'
import { type LlpFault, serves, Watching, writes } from './mutations.ts'

class OpenEnded extends Watching {
  override close(): void {}
}

class Fragile extends Watching {
  static readonly all = new Set<Fragile>()

  override took(request: Request): void {
    Fragile.all.add(this)
    if (typeof request === 'string') return
    for (const each of Fragile.all) each.close('internal-error')
    Fragile.all.clear()
  }
}

export const serverLifecycleFaults: readonly LlpFault[] = [
  {
    name: 'no-banner',
    what: 'says nothing when somebody connects',
    breaks: ['llp-2.1'],
    apply: (dialect) => writes(dialect, (text) => (text.startsWith('> OK - Welcome') ? '' : text)),
  },
  {
    name: 'quoted-banner',
    what: 'writes "> " before the second line of the greeting',
    breaks: ['llp-2.1a'],
    apply: (dialect) => writes(dialect, (text) => text.replace('\nSupported', '\n> Supported')),
  },
  {
    name: 'short-banner',
    what: 'ends the greeting with one empty line',
    breaks: ['llp-2.1b'],
    apply: (dialect) => writes(dialect, (text) => text.replace('\n\n\n', '\n\n')),
  },
  {
    name: 'keeps-names',
    what: 'keeps a name after its owner has gone',
    breaks: ['llp-3.12a'],
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
    what: 'does not close after LOGOUT',
    breaks: ['llp-3.12'],
    apply: (dialect) => serves(dialect, (line) => new OpenEnded(line)),
  },
  {
    name: 'one-ends-all',
    what: 'ends for all when one sends bytes that are no text',
    breaks: ['llp-1.5a'],
    apply: (dialect) => serves(dialect, (line) => new Fragile(line)),
  },
]
