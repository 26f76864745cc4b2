import { serverAsks, serverTextFault, stalledByReader } from '@parley/faulty'
import type { Request } from '../../frames.ts'
import { type LlpFault, lineFault, Watching } from './mutations.ts'

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

/** So many bytes to one client, after which it is waited for. */
const MOST = 256 * 1024

export const serverLifecycleFaults: readonly LlpFault[] = [
  serverTextFault('no-banner', 'says nothing when somebody connects', ['llp-2.1'], (text) =>
    text.startsWith('> OK - Welcome') ? '' : text,
  ),
  serverTextFault(
    'quoted-banner',
    'writes "> " before the second line of the greeting',
    ['llp-2.1a'],
    (text) => text.replace('\nSupported', '\n> Supported'),
  ),
  serverTextFault('short-banner', 'ends the greeting with one empty line', ['llp-2.1b'], (text) =>
    text.replace('\n\n\n', '\n\n'),
  ),
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
  lineFault(
    'stays-open',
    'does not close after LOGOUT',
    ['llp-3.12'],
    (line) => new OpenEnded(line),
  ),
  lineFault(
    'one-ends-all',
    'ends for all when one sends bytes that are no text',
    ['llp-1.5a'],
    (line) => new Fragile(line),
  ),
  {
    name: 'stalled-by-a-reader',
    what: 'waits for a client that reads nothing, and serves nobody meanwhile',
    breaks: ['llp-1.5c'],
    apply: (dialect) => stalledByReader(dialect, MOST),
  },
]
