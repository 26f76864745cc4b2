import { errorChecks } from './errors.ts'
import { extensionChecks, withoutExtensionsChecks } from './extensions.ts'
import { pickleChecks, replyChecks, streamChecks, unaskedChecks } from './framing.ts'
import { historyChecks } from './history.ts'
import { limitChecks } from './limits.ts'
import { firstLoginChecks, loginChecks, secondSessionChecks } from './login.ts'
import { lockoutChecks } from './login-lockout.ts'
import { roomChecks } from './rooms.ts'
import { editChecks, sendChecks } from './send.ts'
import type { ServerCheck } from './test-client.ts'
import { userChecks } from './users.ts'

/** Rules of the first reply, without which no other check says anything. */
const GREETING: readonly string[] = ['toom-1.1', 'toom-1.1b', 'toom-2.1']

function needsGreeting(check: ServerCheck): ServerCheck {
  const needs = GREETING.filter((rule) => rule !== check.rule)
  return { ...check, needs: [...needs, ...(check.needs ?? [])] }
}

/** In the order in which they run: a check comes after those it needs, a lockout last. */
export const serverChecks: readonly ServerCheck[] = [
  ...pickleChecks,
  ...[
    ...firstLoginChecks,
    ...sendChecks,
    ...errorChecks,
    ...unaskedChecks,
    ...historyChecks,
    ...secondSessionChecks,
    ...loginChecks,
    ...replyChecks,
    ...editChecks,
    ...userChecks,
    ...streamChecks,
    ...extensionChecks,
    ...roomChecks,
    ...withoutExtensionsChecks,
    ...limitChecks,
    ...lockoutChecks,
  ].map(needsGreeting),
]

const DATAGRAMS = 'files go in datagrams, which the kit neither sends nor receives'
const OTHER_DIALECT = 'needs a user of another dialect, which the kit cannot play'

/** By rule: why no check tries it. */
export const serverUnchecked = {
  'toom-4.3': OTHER_DIALECT,
  'toom-5.2c': DATAGRAMS,
  'toom-5.3': DATAGRAMS,
  'toom-5.3a': DATAGRAMS,
  'toom-5.3b': DATAGRAMS,
  'toom-5.4': OTHER_DIALECT,
}
