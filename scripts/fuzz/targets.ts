import type { Dialect } from '@parley/contract'
import { Core, callCorpus } from './core.ts'
import { corpusOf } from './corpus.ts'
import type { Dice } from './mutate.ts'
import { noSeeds, seedsOf } from './seeds.ts'
import { clientSide, type Side, serverSide } from './sides.ts'
import type { Feeding, Target } from './target.ts'

const MEBIBYTE = 1024 * 1024

/** A session is fed so many inputs before a new one is. */
const LIFE = 40

/** A session keeps nothing of what it was fed. */
const SESSION_GROWTH = 8 * MEBIBYTE

/** A long text is said to users of all dialects, and read by their clients. */
const CORE_WEIGHT = 3

/** The engine keeps accounts, public messages, mail and names, each within its bound. */
const CORE_GROWTH = 160 * MEBIBYTE

/** What clients read of servers may be as long, in bytes. */
const LONGEST_REPLY = MEBIBYTE

/** Each side of each dialect alone, with an engine that says yes. */
export function sessionTargets(dialects: readonly Dialect[]): readonly Target[] {
  return dialects.flatMap((dialect) => {
    const corpus = corpusOf(dialect)
    const most = dialect.wire(dialect.options.parse({})).maxFrame
    const growth = SESSION_GROWTH
    const weight = 1
    const seeds = seedsOf(dialect)
    return [
      {
        ...{ name: `${dialect.name} server`, corpus: corpus.client, seeds, weight, most, growth },
        open: (dice) => renewed(dice, (with_) => serverSide(dialect, corpus.login, with_)),
      },
      {
        ...{
          name: `${dialect.name} client`,
          corpus: corpus.server,
          seeds: noSeeds,
          weight,
          most: LONGEST_REPLY,
          growth,
        },
        open: (dice) => renewed(dice, (with_) => clientSide(dialect, with_)),
      },
    ] satisfies readonly Target[]
  })
}

/** A side that is opened anew when it has ended, or is old. */
function renewed(first: Dice, open: (dice: Dice) => Side): Feeding {
  let side = open(first)
  let age = 0
  return {
    feed(bytes, dice) {
      if (side.ended || age >= LIFE) {
        side = open(dice)
        age = 0
      }
      age += 1
      side.feed(bytes, dice)
      return { faults: [], written: 0 }
    },
  }
}

/** The clients of each dialect, and their calls, with all dialects on one real engine. */
export function coreTargets(dialects: readonly Dialect[]): readonly Target[] {
  return dialects.flatMap((dialect) => {
    const { client } = corpusOf(dialect)
    const most = dialect.wire(dialect.options.parse({})).maxFrame
    const target = (
      name: string,
      inputs: Pick<Target, 'corpus' | 'seeds'>,
      feed: (core: Core) => Feeding['feed'],
    ): Target => {
      const open = () => ({ feed: feed(new Core(dialects)) })
      return { ...inputs, name, weight: CORE_WEIGHT, most, growth: CORE_GROWTH, open }
    }
    const called = callCorpus(dialect)
    return [
      target(
        `${dialect.name} gateway`,
        { corpus: client, seeds: seedsOf(dialect) },
        (core) => (bytes, dice) => {
          return core.feed(dialect, bytes, dice)
        },
      ),
      ...(called.length === 0
        ? []
        : [
            target(
              `${dialect.name} calls`,
              { corpus: called, seeds: noSeeds },
              (core) => (bytes, dice) => {
                return core.call(dialect, bytes, dice)
              },
            ),
          ]),
    ]
  })
}
