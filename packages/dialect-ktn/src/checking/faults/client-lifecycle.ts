import type { TerminalLine } from '@parley/contract'
import { clientTextFault } from '@parley/faulty'
import { type KtnFault, NeverEnds } from './mutations.ts'

export const clientLifecycleFaults: readonly KtnFault[] = [
  clientTextFault('no-goodbye', 'goes without a logout', ['ktn-8.1c'], (object) =>
    object.includes('"logout"') ? '' : object,
  ),
  {
    name: 'waits-for-ever',
    what: 'waits for the answer to a logout for ever',
    breaks: ['ktn-8.2d'],
    apply(dialect) {
      const { terminal } = dialect
      const open = (line: TerminalLine, options: Parameters<typeof terminal.open>[1]) =>
        terminal.open(new NeverEnds(line), options)
      return { ...dialect, terminal: { ...terminal, open } }
    },
  },
]
