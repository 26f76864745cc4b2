import { deepEqual, equal, ok } from 'node:assert/strict'
import { MOST_WAITING, MOST_WAITING_BYTES } from '../mailbox-quota.ts'
import { MOST_READ_TEXT } from '../past-text.ts'
import type { PortCase } from './port-case.ts'
import { direct, upFrom } from './samples.ts'

export const mailboxCases: readonly PortCase[] = [
  {
    title: 'mailbox: keeps the order for each name, and each message until it is dropped',
    check: ({ mailbox }) => {
      ok(mailbox.put(direct('ann', 'one', 4), false))
      ok(mailbox.put(direct('bob', 'other', 5), false))
      ok(mailbox.put({ ...direct('ann', 'two', 6), private: true, form: 'notice' }, false))
      ok(mailbox.put(direct('ann', 'three', 7), false))
      const texts = (after = 0) => mailbox.waiting('ann', after).map(({ text }) => text)
      deepEqual(texts(), ['one', 'two', 'three'])
      deepEqual(texts(6), ['three'])
      const [, second] = mailbox.waiting('ann', 0)
      deepEqual({ ...second }, { ...direct('ann', 'two', 6), private: true, form: 'notice' })
      mailbox.drop('ann', 6)
      deepEqual(texts(), ['three'])
      mailbox.drop('ann', 99)
      deepEqual(texts(), [])
      equal(mailbox.waiting('bob', 0).length, 1)
    },
  },
  {
    title: 'mailbox: of an absent user a sender may have a tenth, of one who is there a half',
    check: ({ mailbox, accounts }) => {
      for (const name of ['bob', 'cid']) accounts.put({ name, hash: 'h', since: 1 })
      let id = 0
      const puts = (from: string, present: boolean, count: number) => {
        const took = upFrom(1, count).filter(() => {
          id += 1
          return mailbox.put({ ...direct('ann', 't', id), from }, present)
        })
        return took.length
      }
      equal(puts('bob', false, MOST_WAITING), MOST_WAITING / 10)
      equal(puts('cid', false, 1), 1)
      equal(puts('bob', true, MOST_WAITING), MOST_WAITING * 0.4)
      equal(puts('cid', false, MOST_WAITING), MOST_WAITING / 10 - 1)
    },
  },
  {
    title: 'mailbox: all senders without an account have a half together',
    check: ({ mailbox, accounts }) => {
      accounts.put({ name: 'bob', hash: 'h', since: 1 })
      const text = 'é'.repeat(Math.floor(MOST_WAITING_BYTES / 20))
      const put = (from: string, id: number, more = '') =>
        mailbox.put({ ...direct('ann', `${text}${more}`, id), from }, false)
      deepEqual(
        upFrom(1, 6).map((id) => put(`guest${id}`, id)),
        [true, true, true, true, true, false],
      )
      deepEqual([put('bob', 7, 'long'), put('bob', 7), put('bob', 8)], [false, true, false])
    },
  },
  {
    title: 'mailbox: what waits is read in portions, and nothing is lost between them',
    check: ({ mailbox, accounts }) => {
      const text = 'x'.repeat(MOST_READ_TEXT / 4)
      for (const id of upFrom(1, 10)) {
        accounts.put({ name: `friend${id}`, hash: 'h', since: 1 })
        ok(mailbox.put({ ...direct('ann', text, id), from: `friend${id}` }, false))
      }
      const ids = (after: number) => mailbox.waiting('ann', after).map(({ id }) => id)
      deepEqual([ids(0), ids(4), ids(8), ids(10)], [upFrom(1, 4), upFrom(5, 4), [9, 10], []])
    },
  },
]
