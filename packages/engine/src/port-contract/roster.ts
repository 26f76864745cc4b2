import { deepEqual, equal, ok } from 'node:assert/strict'
import {
  type CloseReason,
  type Event,
  type NameKeys,
  type NameRule,
  nameKeys,
  type Present,
} from '@parley/contract'
import type { Ports, RosterSession } from '../ports.ts'
import type { PortCase } from './port-case.ts'

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

const names = ({ roster }: Pick<Ports, 'roster'>) =>
  [...roster.members()].map((member) => member.name)

export const rosterCases: readonly PortCase[] = [
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
    title: 'roster: a name that changes is the same member, and stands in nobody’s way any more',
    check: ({ roster }) => {
      const session = new Ear('ann')
      const member = roster.enter(session)
      ok(member)
      ok(roster.enter(new Ear('bob')))
      equal(roster.rename(member, new Ear('B0b')), false)
      deepEqual(names({ roster }), ['ann', 'bob'])
      equal(roster.rename(member, new Ear('Ann')), true)
      equal(roster.rename(member, new Ear('zoe')), true)
      deepEqual(names({ roster }), ['bob', 'zoe'])
      equal(roster.find('zoe'), member)
      equal(roster.find('Ann'), undefined)
      equal(roster.count('one'), 2)
      ok(roster.enter(new Ear('ann')))
      equal(roster.leave(member, session), true)
      ok(roster.enter(new Ear('Zoe')))
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
]
