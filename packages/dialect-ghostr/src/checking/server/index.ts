import { blockChecks, blockedListChecks, neverBlockedChecks } from './blocking.ts'
import { errorChecks, recipientChecks } from './errors.ts'
import { keyOrderChecks, paceChecks, readChecks, writeChecks } from './framing.ts'
import { blockedReaderChecks, closeChecks, leaveChecks, timeoutChecks } from './lifecycle.ts'
import { endlessObjectChecks, sizeChecks } from './limits.ts'
import { listChecks } from './list.ts'
import { accountChecks, loginChecks } from './login.ts'
import { lockoutChecks } from './login-lockout.ts'
import { moderationChecks } from './moderation.ts'
import { roomChecks } from './rooms.ts'
import { deliveryChecks, messageChecks } from './send.ts'
import { broadcastChecks } from './send-broadcast.ts'
import { privateChecks } from './send-private.ts'
import type { ServerCheck } from './test-client.ts'
import { controlCharactersChecks, textChecks } from './text.ts'
import { presenceChecks } from './users.ts'

/** In the order in which they run: a check comes after those it needs. */
export const serverChecks: readonly ServerCheck[] = [
  ...loginChecks,
  ...presenceChecks,
  ...leaveChecks,
  ...messageChecks,
  ...textChecks,
  ...recipientChecks,
  ...deliveryChecks,
  ...broadcastChecks,
  ...listChecks,
  ...blockChecks,
  ...privateChecks,
  ...blockedListChecks,
  ...sizeChecks,
  ...timeoutChecks,
  ...writeChecks,
  ...keyOrderChecks,
  ...closeChecks,
  ...readChecks,
  ...paceChecks,
  ...controlCharactersChecks,
  ...errorChecks,
  ...roomChecks,
  ...moderationChecks,
  ...accountChecks,
  ...neverBlockedChecks,
  ...endlessObjectChecks,
  ...blockedReaderChecks,
  ...lockoutChecks,
]

/** By rule: why no check tries it. */
export const serverUnchecked = {
  'ghostr-2.2g': 'a check cannot see that a word is never sent',
  'ghostr-4.12': 'no client can make a server fail to store something',
  'ghostr-5.2': 'no client can make a server send a notice of its own',
  'ghostr-6.3': 'it takes a user of another dialect',
}
