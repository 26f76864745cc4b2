import { channelChecks, joinChecks, othersChecks } from './channels.ts'
import { operatorChecks } from './channels-operators.ts'
import { errorChecks } from './errors.ts'
import { ownChecks, versionThreeChecks } from './extensions.ts'
import { lineChecks, lineEndChecks, numericChecks, parameterChecks } from './framing.ts'
import { historyChecks } from './history.ts'
import { blockedReaderChecks, keepAliveChecks, leaveChecks, quitChecks } from './lifecycle.ts'
import { limitChecks } from './limits.ts'
import { listChecks } from './list.ts'
import { greetingChecks, pingChecks, registrationChecks } from './login.ts'
import { accountChecks } from './login-accounts.ts'
import { capabilityChecks } from './login-capabilities.ts'
import { nicknameChecks } from './login-nicknames.ts'
import {
  channelMessageChecks,
  channelRefusalChecks,
  firstMessageChecks,
  messageChecks,
} from './send.ts'
import { refusalChecks } from './send-refusals.ts'
import type { ServerCheck } from './test-client.ts'
import { awayChecks, presenceChecks, userChecks } from './users.ts'

/** In the order in which they run: a check comes after those it needs. */
export const serverChecks: readonly ServerCheck[] = [
  ...registrationChecks,
  ...lineEndChecks,
  ...pingChecks,
  ...numericChecks,
  ...greetingChecks,
  ...nicknameChecks,
  ...lineChecks,
  ...firstMessageChecks,
  ...parameterChecks,
  ...refusalChecks,
  ...messageChecks,
  ...leaveChecks,
  ...joinChecks,
  ...channelRefusalChecks,
  ...othersChecks,
  ...channelMessageChecks,
  ...channelChecks,
  ...operatorChecks,
  ...listChecks,
  ...awayChecks,
  ...userChecks,
  ...presenceChecks,
  ...quitChecks,
  ...errorChecks,
  ...capabilityChecks,
  ...accountChecks,
  ...versionThreeChecks,
  ...historyChecks,
  ...limitChecks,
  ...keepAliveChecks,
  ...ownChecks,
  ...blockedReaderChecks,
]
