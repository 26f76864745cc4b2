import { framingChecks, lineEndChecks } from './framing.ts'
import { promptQuitChecks, quitChecks } from './lifecycle.ts'
import { listChecks } from './list.ts'
import { askingChecks, helloChecks, loginChecks, promptChecks, refusalChecks } from './login.ts'
import { deliveryChecks, interleavedChecks, replyChecks } from './receive.ts'
import { sendChecks } from './send.ts'
import type { ClientCheck } from './test-server.ts'

/** Checks of section 4 that also hold for a client with texts of its own. */
const ANY_TEXTS: readonly string[] = [
  'vu-4.2',
  'vu-4.6.names',
  'vu-4.6c',
  'vu-4.6g',
  'vu-4.7',
  'vu-4.7a',
]

/** Compares the exact texts; skipped if the driver says that the client has other texts. */
function withExactTexts(check: ClientCheck): ClientCheck {
  const id = check.variant === undefined ? check.rule : `${check.rule}.${check.variant}`
  if (ANY_TEXTS.includes(id)) return check
  return {
    ...check,
    async run(stage) {
      if (!stage.person.isUsual) stage.skip('the driver says that this client has texts of its own')
      await check.run(stage)
    },
  }
}

/** In the order in which they run, the login first. Each starts the client anew. */
export const clientChecks: readonly ClientCheck[] = [
  ...lineEndChecks,
  ...helloChecks,
  ...[
    ...promptChecks,
    ...loginChecks,
    ...askingChecks,
    ...refusalChecks,
    ...promptQuitChecks,
    ...quitChecks,
  ].map(withExactTexts),
  ...framingChecks,
  ...interleavedChecks,
  ...[...deliveryChecks, ...sendChecks, ...listChecks, ...replyChecks].map(withExactTexts),
]
