import { deepEqual, equal, notEqual, ok } from 'node:assert/strict'
import type { DirectMessage, Event } from '@parley/contract'
import type { Entrant, Ports, RosterSession } from './ports.ts'

/** One thing that every implementation of the ports must do. `check` throws where it does not. */
export interface PortCase {
  readonly title: string
  check(ports: Ports): void
}

class Ear implements RosterSession {
  readonly heard: Event[] = []
  hear(event: Event): void {
    this.heard.push(event)
  }
}

function entrant(name: string, listener = 'one'): Entrant {
  return { name, listener, via: 'any', since: 1, peer: { address: '127.0.0.1', port: 1 } }
}

function direct(to: string, text: string): DirectMessage {
  return { kind: 'direct', id: 1, time: 2, from: 'sender', to, text }
}

const names = (ports: Ports) => [...ports.roster.members()].map((member) => member.name)

/** What every implementation of the engine's ports is tested against; each case gets fresh ports. */
export const portCases: readonly PortCase[] = [
  {
    title: 'roster: a name is entered once and is free again after its session left',
    check: ({ roster }) => {
      const first = new Ear()
      const member = roster.enter(entrant('ann'), first)
      ok(member)
      equal(roster.enter(entrant('ann'), new Ear()), undefined)
      equal(roster.leave(member, new Ear()), false)
      equal(roster.leave(member, first), true)
      equal(roster.find('ann'), undefined)
      ok(roster.enter(entrant('ann'), new Ear()))
    },
  },
  {
    title: 'roster: names are told apart by letter case and listed in login order',
    check: (ports) => {
      const ear = new Ear()
      const zoe = ports.roster.enter(entrant('zoe'), ear)
      ports.roster.enter(entrant('Ann'), new Ear())
      ports.roster.enter(entrant('ann'), new Ear())
      deepEqual(names(ports), ['zoe', 'Ann', 'ann'])
      ok(zoe)
      ports.roster.leave(zoe, ear)
      ports.roster.enter(entrant('zoe'), new Ear())
      deepEqual(names(ports), ['Ann', 'ann', 'zoe'])
    },
  },
  {
    title: 'roster: counts the names of each listener',
    check: ({ roster }) => {
      const ear = new Ear()
      const member = roster.enter(entrant('ann', 'one'), ear)
      roster.enter(entrant('bob', 'two'), new Ear())
      equal(roster.count('one'), 1)
      equal(roster.count('two'), 1)
      ok(member)
      roster.leave(member, ear)
      equal(roster.count('one'), 0)
      equal(roster.count('nowhere'), 0)
    },
  },
  {
    title: 'accounts: has what was added and not removed',
    check: ({ accounts }) => {
      equal(accounts.has('ann'), false)
      accounts.add('ann')
      equal(accounts.has('ann'), true)
      equal(accounts.has('Ann'), false)
      accounts.remove('ann')
      equal(accounts.has('ann'), false)
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
    title: 'mailbox: keeps the order for each name and gives everything once',
    check: ({ mailbox }) => {
      ok(mailbox.put(direct('ann', 'one')))
      ok(mailbox.put(direct('bob', 'other')))
      ok(mailbox.put(direct('ann', 'two')))
      deepEqual(
        mailbox.take('ann').map(({ text }) => text),
        ['one', 'two'],
      )
      deepEqual(mailbox.take('ann'), [])
      equal(mailbox.take('bob').length, 1)
    },
  },
  {
    title: 'blocks: one direction, told apart by name, forgotten on clear',
    check: ({ blocks }) => {
      equal(blocks.none, true)
      equal(blocks.add('ann', 'bob'), true)
      equal(blocks.add('ann', 'bob'), false)
      equal(blocks.has('ann', 'bob'), true)
      equal(blocks.has('bob', 'ann'), false)
      notEqual(blocks.none, true)
      equal(blocks.remove('ann', 'bob'), true)
      equal(blocks.remove('ann', 'bob'), false)
      blocks.add('ann', 'bob')
      blocks.clear('ann')
      equal(blocks.has('ann', 'bob'), false)
      equal(blocks.none, true)
    },
  },
  {
    title: 'texts of any Unicode come back as they went in',
    check: ({ timeline, mailbox }) => {
      const text = 'grüße 👩‍🚀\n\ttab \u2028 end'
      timeline.append({ id: 1, time: 1, from: 'ann', text })
      mailbox.put(direct('ann', text))
      equal(timeline.last(1)[0]?.text, text)
      equal(mailbox.take('ann')[0]?.text, text)
    },
  },
]
