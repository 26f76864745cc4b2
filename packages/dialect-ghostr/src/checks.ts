import type { Checking } from '@parley/contract'
import { blockChecks } from './checks/blocks.ts'
import { framingChecks } from './checks/framing.ts'
import type { ServerCheck } from './checks/guest.ts'
import { lockChecks } from './checks/locks.ts'
import { loginChecks } from './checks/logins.ts'
import { messageChecks } from './checks/messages.ts'
import { sizeChecks } from './checks/sizes.ts'
import { strangerChecks } from './checks/strangers.ts'
import { timeoutChecks } from './checks/timeouts.ts'

export { clientChecks } from './checks/client.ts'

export const serverChecks: readonly ServerCheck[] = [
  ...loginChecks,
  ...messageChecks,
  ...blockChecks,
  ...sizeChecks,
  ...timeoutChecks,
  ...framingChecks,
  ...strangerChecks,
  ...lockChecks,
]

export const unchecked: Checking['unchecked'] = {
  server: {
    'ghostr-2.2g': 'that a word is never sent cannot be seen',
    'ghostr-4.12': 'no client can make a server fail to keep something',
    'ghostr-5.2': 'no client can make a server speak for itself',
    'ghostr-6.3': 'it takes a user of another dialect',
  },
  client: {
    'ghostr-6.1': 'how a private chat is typed is for each client to say',
    'ghostr-8.1b': 'how a block is typed is for each client to say',
  },
}
