import { deepEqual, equal, notEqual, ok } from 'node:assert/strict'
import {
  type CloseReason,
  type DirectMessage,
  type Event,
  type NameKeys,
  type NameRule,
  nameKeys,
  type Present,
  type PublicMessage,
} from '@parley/contract'
import { MOST_LOCKS } from './lock-room.ts'
import { MOST_WAITING, MOST_WAITING_BYTES } from './mailbox-room.ts'
import { MOST_KEPT_TEXT, MOST_READ_TEXT } from './past-text.ts'
import type { Ports, RosterSession } from './ports.ts'

/** One thing that every implementation of the ports must do. `check` throws where it does not. */
export interface PortCase {
  readonly title: string
  check(ports: Ports): void
}

class Ear implements RosterSession {
  readonly proven: boolean
  readonly account: number | undefined
  readonly pulls = false
  readonly keys: NameKeys
  readonly names: NameRule
  readonly listener: string
  readonly present: Present

  constructor(
    name: string,
    listener = 'one',
    since = 1,
    names: NameRule = 'alike',
    account?: number,
  ) {
    this.keys = nameKeys(name)
    this.names = names
    this.proven = account !== undefined
    this.account = account
    this.listener = listener
    this.present = { name, via: 'any', since, peer: { address: '127.0.0.1', port: since } }
  }

  hear(_event: Event): void {}

  end(_reason: CloseReason): void {}
}

function direct(to: string, text: string, id = 1): DirectMessage {
  return { kind: 'direct', id, time: 2, from: 'sender', to, text }
}

function upFrom(first: number, count: number): number[] {
  return Array.from({ length: count }, (_, index) => first + index)
}

const names = ({ roster }: Pick<Ports, 'roster'>) =>
  [...roster.members()].map((member) => member.name)

/** What every implementation of the engine's ports is tested against; each case gets fresh ports. */
export const portCases: readonly PortCase[] = [
  {
    title: 'roster: a name is entered once and is free again after its session left',
    check: ({ roster }) => {
      const first = new Ear('ann')
      const member = roster.enter(first)
      ok(member)
      equal(roster.enter(new Ear('ann')), undefined)
      equal(roster.leave(member, new Ear('ann')), false)
      equal(roster.leave(member, first), true)
      equal(roster.find('ann'), undefined)
      ok(roster.enter(new Ear('ann')))
    },
  },
  {
    title: 'roster: sessions of one name share it, and the first that is left is shown',
    check: ({ roster }) => {
      const [first, second] = [new Ear('ann', 'one', 1), new Ear('ann', 'two', 2)]
      const member = roster.enter(first)
      ok(member)
      roster.join(member, second)
      deepEqual(roster.find('ann')?.sessions, [first, second])
      equal(roster.find('ann')?.since, 1)
      equal(roster.count('two'), 1)
      equal(roster.leave(member, first), false)
      equal(roster.find('ann')?.since, 2)
      deepEqual(roster.find('ann')?.peer, { address: '127.0.0.1', port: 2 })
      equal(roster.count('one'), 0)
      equal(roster.leave(member, second), true)
      equal(roster.find('ann'), undefined)
    },
  },
  {
    title: 'roster: members in login order, counted by listener',
    check: (ports) => {
      const { roster } = ports
      const ear = new Ear('zoe', 'one')
      const member = roster.enter(ear)
      roster.enter(new Ear('ann', 'two'))
      deepEqual(names(ports), ['zoe', 'ann'])
      equal(roster.count('one'), 1)
      equal(roster.count('two'), 1)
      ok(member)
      roster.leave(member, ear)
      deepEqual(names(ports), ['ann'])
      equal(roster.count('one'), 0)
      equal(roster.count('nowhere'), 0)
    },
  },
  {
    title: 'roster: a name that could be taken for another one is not entered',
    check: ({ roster }) => {
      ok(roster.enter(new Ear('bob')))
      for (const name of ['Bob', 'b0b', '\u0412ob']) {
        equal(roster.enter(new Ear(name)), undefined)
        equal(roster.rival(new Ear(name))?.name, 'bob')
        equal(roster.find(name), undefined)
      }
      ok(roster.enter(new Ear('bobby')))
      deepEqual(names({ roster }), ['bob', 'bobby'])
    },
  },
  {
    title: 'roster: a listener may tell names apart by letter case, and by nothing else',
    check: ({ roster }) => {
      const first = new Ear('bob')
      const member = roster.enter(first)
      ok(member)
      const other = roster.enter(new Ear('Bob', 'one', 1, 'exact'))
      ok(other)
      equal(roster.enter(new Ear('bob', 'one', 1, 'exact')), undefined)
      equal(roster.enter(new Ear('b0b', 'one', 1, 'exact')), undefined)
      equal(roster.enter(new Ear('BOB')), undefined)
      roster.leave(member, first)
      equal(roster.rival(new Ear('bob'))?.name, 'Bob')
    },
  },
  {
    title: 'roster: two names that are alike and have accounts of their own may both be online',
    check: ({ roster }) => {
      ok(roster.enter(new Ear('bob', 'one', 1, 'alike', 1)))
      equal(roster.enter(new Ear('Bob')), undefined)
      ok(roster.enter(new Ear('Bob', 'one', 1, 'alike', 2)))
      equal(roster.enter(new Ear('BOB')), undefined)
      equal(roster.enter(new Ear('Bob', 'one', 1, 'alike', 2)), undefined)
    },
  },
  {
    title: 'accounts: what was put and not removed, told apart by letter case',
    check: ({ accounts, commit }) => {
      equal(accounts.has('ann'), false)
      accounts.put({ name: 'zoe', hash: 'z', since: 1 })
      accounts.put({ name: 'ann', hash: 'a', since: 2 })
      commit()
      equal(accounts.has('ann'), true)
      equal(accounts.has('Ann'), false)
      const { number } = accounts.find('ann') ?? {}
      accounts.put({ name: 'ann', hash: 'b', since: 3 })
      deepEqual({ ...accounts.find('ann') }, { name: 'ann', hash: 'b', since: 2, number })
      notEqual(number, accounts.find('zoe')?.number)
      deepEqual(
        [...accounts.all()].map(({ name }) => name),
        ['ann', 'zoe'],
      )
      equal(accounts.remove('ann'), true)
      equal(accounts.remove('ann'), false)
      equal(accounts.has('ann'), false)
      equal(accounts.find('ann'), undefined)
      equal(accounts.changedElsewhere(), false)
    },
  },
  {
    title: 'accounts: a name that is registered again is another account',
    check: ({ accounts, commit }) => {
      accounts.put({ name: 'ann', hash: 'a', since: 1 })
      const { number } = accounts.find('ann') ?? {}
      commit()
      accounts.remove('ann')
      commit()
      accounts.put({ name: 'ann', hash: 'a', since: 1 })
      notEqual(number, undefined)
      notEqual(accounts.find('ann')?.number, number)
    },
  },
  {
    title: 'accounts: names that are alike are found and told of',
    check: ({ accounts }) => {
      for (const name of ['Ivan', 'lvan', 'ivan', 'zoe']) {
        accounts.put({ name, hash: 'h', since: 1 })
      }
      deepEqual([...accounts.alike(nameKeys('IVAN'))].sort(), ['Ivan', 'ivan', 'lvan'])
      deepEqual([...accounts.alike(nameKeys('ivan'))].sort(), ['Ivan', 'ivan'])
      deepEqual([...accounts.alike(nameKeys('zo\u00eb'))], [])
      deepEqual(
        [...accounts.conflicts()].map((pair) => [...pair]),
        [
          ['Ivan', 'ivan'],
          ['Ivan', 'lvan'],
        ],
      )
      accounts.remove('Ivan')
      deepEqual([...accounts.conflicts()], [])
      deepEqual([...accounts.alike(nameKeys('Ivan'))].sort(), ['ivan', 'lvan'])
    },
  },
  {
    title: 'accounts: one that is removed takes its mail, blocks and locks with it',
    check: ({ accounts, mailbox, blocks, locks }) => {
      accounts.put({ name: 'ann', hash: 'a', since: 1 })
      mailbox.put(direct('ann', 'hi'), false)
      blocks.add('ann', 'bob')
      locks.put({ name: 'ann', address: undefined, since: 1, until: 9 })
      accounts.remove('ann')
      deepEqual(mailbox.waiting('ann', 0), [])
      equal(blocks.has('ann', nameKeys('bob')), false)
      equal(locks.find('ann', 'x', 2), undefined)
    },
  },
  {
    title: 'locks: past the most of them the one that was set first is lifted',
    check: ({ locks }) => {
      let since = 0
      const lock = (name: string) => {
        since += 1
        locks.put({ name, address: undefined, since, until: 1_000_000 })
      }
      lock('first')
      lock('again')
      for (let index = 3; index <= MOST_LOCKS; index++) lock(`name${index}`)
      lock('again')
      ok(locks.find('first', 'x', since))
      lock('last')
      equal(locks.find('first', 'x', since), undefined)
      ok(locks.find('again', 'x', since))
      ok(locks.find('last', 'x', since))
      equal([...locks.all(since)].length, MOST_LOCKS)
    },
  },
  {
    title: 'locks: for one address or for all, until their time is over',
    check: ({ locks }) => {
      const here = { name: 'ann', address: '::1', since: 10, until: 20 }
      const everywhere = { name: 'bob', address: undefined, since: 10, until: 30 }
      locks.put(everywhere)
      locks.put(here)
      deepEqual({ ...locks.find('ann', '::1', 19) }, here)
      equal(locks.find('ann', '::1', 20), undefined)
      equal(locks.find('ann', '::2', 15), undefined)
      deepEqual({ ...locks.find('bob', '::2', 29) }, everywhere)
      deepEqual(
        [...locks.all(15)].map(({ name }) => name),
        ['ann', 'bob'],
      )
      deepEqual(
        [...locks.all(25)].map(({ name }) => name),
        ['bob'],
      )
      locks.put({ ...here, until: 40 })
      equal(locks.find('ann', '::1', 35)?.until, 40)
      equal(locks.remove('ann'), true)
      equal(locks.remove('ann'), false)
      equal(locks.find('ann', '::1', 15), undefined)
    },
  },
  {
    title: 'timeline: numbers from 1 and gives the newest, oldest first',
    check: ({ timeline }) => {
      deepEqual(timeline.last(5), [])
      for (const id of [7, 8, 9]) {
        equal(timeline.append({ id, time: id, from: 'ann', text: `m${id}` }), id - 6)
      }
      deepEqual(timeline.last(2), [
        { kind: 'public', id: 8, time: 8, number: 2, from: 'ann', text: 'm8' },
        { kind: 'public', id: 9, time: 9, number: 3, from: 'ann', text: 'm9' },
      ])
      equal(timeline.last(0).length, 0)
      equal(timeline.last(99).length, 3)
    },
  },
  {
    title: 'timeline: finds by number, from a time on, and not what there is not',
    check: ({ timeline }) => {
      for (const id of [1, 2, 3, 4]) timeline.append({ id, time: id * 10, from: 'ann', text: 't' })
      equal(timeline.find(2)?.id, 2)
      for (const none of [0, -1, 5, 1.5, Number.NaN]) equal(timeline.find(none), undefined)
      const { messages, total } = timeline.since(20, 2)
      deepEqual(
        messages.map(({ number }) => number),
        [2, 3],
      )
      equal(total, 3)
      equal(timeline.since(41, 2).total, 0)
    },
  },
  {
    title: 'timeline: an edit gives a text and a time, and the message keeps its number',
    check: ({ timeline }) => {
      for (const id of [1, 2, 3]) timeline.append({ id, time: id, from: 'ann', text: `m${id}` })
      timeline.edit(2, 'new', 50)
      const edited = { kind: 'public', id: 2, time: 50, number: 2, from: 'ann', text: 'new' }
      deepEqual({ ...timeline.find(2) }, { ...edited, edited: true })
      deepEqual(
        timeline.last(3).map(({ text }) => text),
        ['m1', 'new', 'm3'],
      )
      deepEqual(
        timeline.since(3, 9).messages.map(({ number }) => number),
        [3, 2],
      )
    },
  },
  {
    title: 'timeline: after a removal the messages behind it move up by one',
    check: ({ timeline }) => {
      const post = (id: number) => timeline.append({ id, time: id, from: 'ann', text: `m${id}` })
      for (const id of [1, 2, 3, 4, 5]) post(id)
      timeline.remove(2)
      timeline.remove(3)
      deepEqual(
        timeline.last(9).map(({ number, text }) => `${number} ${text}`),
        ['1 m1', '2 m3', '3 m5'],
      )
      equal(timeline.find(3)?.id, 5)
      equal(timeline.find(4), undefined)
      equal(post(6), 4)
      timeline.edit(4, 'new', 9)
      equal(timeline.find(4)?.text, 'new')
    },
  },
  {
    title: 'timeline: a giant text is kept shortened and hides no other',
    check: ({ timeline }) => {
      const text = '\u{1f600}'.repeat(MOST_KEPT_TEXT)
      for (const id of [1, 2, 3]) {
        timeline.append({ id, time: id, from: 'ann', text: id === 2 ? text : 'small' })
      }
      const cut = `${'\u{1f600}'.repeat(MOST_KEPT_TEXT / 2 - 1)}\u2026`
      const texts = (messages: readonly PublicMessage[]) => messages.map((one) => one.text)
      deepEqual(texts(timeline.last(9)), ['small', cut, 'small'])
      deepEqual(texts(timeline.since(1, 9).messages), ['small', cut, 'small'])
      timeline.edit(3, text, 4)
      deepEqual(texts(timeline.last(1)), [cut])
    },
  },
  {
    title: 'timeline: an answer ends where its texts are too long together, and the total is told',
    check: ({ timeline }) => {
      const fit = MOST_READ_TEXT / MOST_KEPT_TEXT
      const text = 'x'.repeat(MOST_KEPT_TEXT)
      for (let id = 1; id <= fit * 3; id++) timeline.append({ id, time: id, from: 'ann', text })
      const numbers = (messages: readonly PublicMessage[]) => messages.map((one) => one.number)
      deepEqual(numbers(timeline.last(1000)), upFrom(fit * 2 + 1, fit))
      deepEqual(numbers(timeline.last(2)), upFrom(fit * 3 - 1, 2))
      const { messages, total } = timeline.since(3, 1000)
      deepEqual(numbers(messages), upFrom(3, fit))
      equal(total, fit * 3 - 2)
    },
  },
  {
    title: 'timeline: from a time on, by time and then by number, whatever was edited or removed',
    check: ({ timeline }) => {
      for (const [index, time] of [5, 3, 3, 9, 1].entries()) {
        timeline.append({ id: index + 1, time, from: 'ann', text: 't' })
      }
      const numbers = (time: number, most = 9) => {
        const { messages, total } = timeline.since(time, most)
        return [messages.map(({ number }) => number), total]
      }
      deepEqual(numbers(2), [[2, 3, 1, 4], 4])
      timeline.edit(2, 'new', 5)
      deepEqual(numbers(2), [[3, 1, 2, 4], 4])
      timeline.remove(1)
      deepEqual(numbers(2), [[2, 1, 3], 3])
      deepEqual(numbers(2, -1), [[], 3])
    },
  },
  {
    title: 'timeline: a message keeps its owner, and knows its authors',
    check: ({ timeline }) => {
      timeline.append({ id: 1, time: 1, from: 'ann', text: 'a' }, 'account 1')
      timeline.append({ id: 2, time: 2, from: 'bob', text: 'b' })
      timeline.append({ id: 3, time: 3, from: 'ann', text: 'c' }, 'run 7')
      const owners = () => [1, 2, 3, 4].map((number) => timeline.ownerOf(number))
      deepEqual(owners(), ['account 1', undefined, 'run 7', undefined])
      timeline.edit(1, 'new', 9)
      timeline.remove(2)
      deepEqual(owners(), ['account 1', 'run 7', undefined, undefined])
      deepEqual([...timeline.authors(9)], ['ann'])
      timeline.append({ id: 4, time: 4, from: 'cid', text: 'd' })
      deepEqual([...timeline.authors(1)], ['cid'])
      deepEqual([...timeline.authors(9)].sort(), ['ann', 'cid'])
      ok(timeline.last(9).every((message) => !('owner' in message)))
    },
  },
  {
    title: 'mailbox: keeps the order for each name, and each message until it is dropped',
    check: ({ mailbox }) => {
      ok(mailbox.put(direct('ann', 'one', 4), false))
      ok(mailbox.put(direct('bob', 'other', 5), false))
      ok(mailbox.put({ ...direct('ann', 'two', 6), private: true }, false))
      ok(mailbox.put(direct('ann', 'three', 7), false))
      const texts = (after = 0) => mailbox.waiting('ann', after).map(({ text }) => text)
      deepEqual(texts(), ['one', 'two', 'three'])
      deepEqual(texts(6), ['three'])
      const [, second] = mailbox.waiting('ann', 0)
      deepEqual({ ...second }, { ...direct('ann', 'two', 6), private: true })
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
  {
    title: 'blocks: one direction, told apart by name, forgotten on clear',
    check: ({ blocks }) => {
      equal(blocks.none, true)
      equal(blocks.add('ann', 'bob'), true)
      equal(blocks.has('ann', nameKeys('bob')), true)
      equal(blocks.has('bob', nameKeys('ann')), false)
      notEqual(blocks.none, true)
      equal(blocks.remove('ann', 'bob'), true)
      equal(blocks.has('ann', nameKeys('bob')), false)
      blocks.add('ann', 'bob')
      blocks.clear('ann')
      equal(blocks.has('ann', nameKeys('bob')), false)
      equal(blocks.none, true)
    },
  },
  {
    title: 'blocks: hold against names that are alike, and are taken back for them',
    check: ({ blocks }) => {
      equal(blocks.add('ann', 'bob'), true)
      equal(blocks.has('ann', nameKeys('Bob')), true)
      equal(blocks.has('ann', nameKeys('b0b')), true)
      equal(blocks.has('ann', nameKeys('bobo')), false)
      equal(blocks.add('ann', 'BOB'), true)
      equal(blocks.has('Ann', nameKeys('bob')), false)
      equal(blocks.remove('ann', 'Bob'), true)
      equal(blocks.has('ann', nameKeys('bob')), false)
      equal(blocks.none, true)
    },
  },
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
