import { equal } from 'node:assert/strict'
import type { PortCase } from './port-case.ts'
import { direct } from './samples.ts'

export const textCases: readonly PortCase[] = [
  {
    title: 'texts of any Unicode come back as they went in',
    check: ({ timeline, mailbox }) => {
      const text = 'grüße 👩‍🚀\n\ttab \u2028 end'
      timeline.append({ id: 1, time: 1, from: 'ann', text })
      mailbox.put(direct('ann', text), false)
      equal(timeline.last(1)[0]?.text, text)
      equal(mailbox.waiting('ann', 0)[0]?.text, text)
    },
  },
]
