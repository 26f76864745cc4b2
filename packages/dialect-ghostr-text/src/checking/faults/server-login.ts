import { askFault, serverTextFault } from '@parley/faulty'
import { type GhostrTextFault, twistedFault } from './mutations.ts'

export const serverLoginFaults: readonly GhostrTextFault[] = [
  serverTextFault('tries', 'counts the tries that were used', ['ghostr-text-9.2a'], (text) =>
    text.replace(/PASW: 0;;ATMP: 2/, 'PASW: 0;;ATMP: 1'),
  ),
  serverTextFault('always-old', 'says that every name is known', ['ghostr-text-9.1a'], (text) =>
    text.replace('NEW: 1', 'NEW: 0'),
  ),
  askFault(
    'never-locks',
    'takes the right password also after too many wrong ones',
    ['ghostr-text-2.3a'],
    {
      login: ({ policy, ...command }) =>
        policy === undefined ? command : { ...command, policy: { ...policy, lockTime: 0 } },
    },
  ),
  twistedFault(
    'closes-when-wrong',
    'closes the connection after a wrong password',
    ['ghostr-text-9.2b'],
    (line) => ({
      write(text) {
        if (!text.startsWith('TYPE: AUTH;;PASW: 0;;')) return [text]
        line.write(text)
        line.close('locked-out')
        return []
      },
    }),
  ),
]
