import { deepEqual, equal, notEqual } from 'node:assert/strict'
import { nameKeys } from '@parley/contract'
import type { PortCase } from './port-case.ts'
import { direct } from './samples.ts'

export const accountCases: readonly PortCase[] = [
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
      deepEqual(
        { ...accounts.find('ann') },
        {
          name: 'ann',
          hash: 'b',
          since: 2,
          number,
          moderator: false,
        },
      )
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
    title: 'accounts: the rights of a moderator are given and taken, and stay with a new password',
    check: ({ accounts, commit }) => {
      accounts.put({ name: 'ann', hash: 'a', since: 1 })
      equal(accounts.setModerator('ann', true), true)
      equal(accounts.setModerator('nobody', true), false)
      accounts.put({ name: 'ann', hash: 'b', since: 1 })
      commit()
      deepEqual(
        [...accounts.all()].map(({ name, moderator }) => [name, moderator]),
        [['ann', true]],
      )
      deepEqual([...accounts.moderators()], ['ann'])
      accounts.setModerator('ann', false)
      equal(accounts.find('ann')?.moderator, false)
      deepEqual([...accounts.moderators()], [])
      accounts.setModerator('ann', true)
      accounts.remove('ann')
      deepEqual([...accounts.moderators()], [])
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
        [...accounts.conflicts()].map((names) => [...names]),
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
    title: 'accounts: many that are alike are one group',
    check: ({ accounts, commit }) => {
      const names = Array.from({ length: 2 ** 10 }, (_, bits) =>
        [...'abcdefghjk']
          .map((letter, at) => ((bits >> at) & 1 ? letter.toUpperCase() : letter))
          .join(''),
      )
      for (const name of names) accounts.put({ name, hash: 'h', since: 1 })
      commit()
      deepEqual(
        [...accounts.conflicts()].map((group) => [...group]),
        [names.sort()],
      )
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
]
