import { commandChecks, formChecks } from './checks/clients.ts'
import type { ClientCheck } from './checks/desk.ts'
import { letterChecks, originalChecks } from './checks/letters.ts'
import { lockChecks } from './checks/locks.ts'
import { loginChecks } from './checks/logins.ts'
import { changeChecks, postChecks } from './checks/messages.ts'
import type { ServerCheck } from './checks/party.ts'
import { longChecks, pickleChecks, streamChecks } from './checks/pickles.ts'
import { floodChecks, readChecks } from './checks/reading.ts'
import { answerChecks, shownChecks, unpickledChecks } from './checks/shown.ts'
import { askedChecks, turnChecks, unknownChecks } from './checks/turns.ts'
import { userChecks } from './checks/users.ts'

/** Without these nothing else can be tried. */
const FIRST: readonly string[] = ['toom-2.1', 'toom-2.2', 'toom-2.3a']

/** Needed by what logs in again. */
const AGAIN = 'toom-2.5'

/** Of a greeting, without which no check says anything. */
const GREETING: readonly string[] = ['toom-1.1', 'toom-1.1b', 'toom-2.1']

const isFirst = ({ rule, variant }: ServerCheck) => FIRST.includes(rule) && variant === undefined
const isAgain = ({ rule }: ServerCheck) => rule === AGAIN

/** What comes after the greeting needs it. */
function greeted(check: ServerCheck): ServerCheck {
  const needs = GREETING.filter((rule) => rule !== check.rule)
  return { ...check, needs: [...needs, ...(check.needs ?? [])] }
}

/** In the order in which they are run: what others need comes first, what disturbs others last. */
export const serverChecks: readonly ServerCheck[] = [
  ...pickleChecks,
  ...[
    ...loginChecks.filter(isFirst),
    ...postChecks,
    ...unknownChecks,
    ...askedChecks,
    ...readChecks,
    ...loginChecks.filter(isAgain),
    ...loginChecks.filter((check) => !isFirst(check) && !isAgain(check)),
    ...turnChecks,
    ...changeChecks,
    ...userChecks,
    ...streamChecks,
    ...letterChecks,
    ...originalChecks,
    ...floodChecks,
    ...longChecks,
    ...lockChecks,
  ].map(greeted),
]

/** In the order in which they are run; each starts the client anew. */
export const clientChecks: readonly ClientCheck[] = [
  ...formChecks,
  ...answerChecks,
  ...commandChecks,
  ...shownChecks,
  ...unpickledChecks,
]

const DATAGRAMS = 'files go in datagrams, which the kit neither sends nor takes'
const OTHERS = 'needs a user of another dialect, whom no client of this one can play'

/** By side and rule: why it is not checked. */
export const unchecked = {
  server: {
    'toom-4.3': OTHERS,
    'toom-5.2c': DATAGRAMS,
    'toom-5.3': DATAGRAMS,
    'toom-5.3a': DATAGRAMS,
    'toom-5.3b': DATAGRAMS,
    'toom-5.4': OTHERS,
  },
  client: {
    'toom-5.2': DATAGRAMS,
    'toom-5.2a': DATAGRAMS,
    'toom-5.2b': DATAGRAMS,
    'toom-5.2c': DATAGRAMS,
    'toom-5.3': DATAGRAMS,
    'toom-5.3a': DATAGRAMS,
    'toom-5.3b': DATAGRAMS,
  },
}
