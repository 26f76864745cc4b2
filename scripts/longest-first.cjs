const { default: Sequencer } = require('@jest/test-sequencer')

/** Files that take many seconds, though most of them are short: those that mostly wait begin first. */
const LONG = [
  /students\.test\.ts$/,
  /(check|references|matrix|(naive|wrong)-(servers|clients))\.test\.ts$/,
  /(conform|conformance|served|page|data|churn|scratch|forgery|real-habits|program-keeper)\.test\.ts$/,
  /(main|checks|originals|durability|run|feed|goodbyes|accessible-page)\.test\.ts$/,
]

/** The place of a file among the kinds above, and behind them all of those that are short. */
function rankOf({ path }) {
  const rank = LONG.findIndex((kind) => kind.test(path))
  return rank === -1 ? LONG.length : rank
}

/** Starts the longest files first also where nothing has been measured yet, so that none is left alone at the end. */
module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    const sorted = super.sort(tests)
    return [...sorted].sort((one, other) => rankOf(one) - rankOf(other))
  }
}
