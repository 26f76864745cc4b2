const { default: Sequencer } = require('@jest/test-sequencer')

/** Files that take many seconds, though most of them are short. */
const LONG =
  /(conformance|references|(naive|wrong)-(servers|clients)|matrix|churn|data|main|check|checks|originals|durability|chaos.run|scratch)\.test\.ts$/

/** Starts the longest files first also where nothing has been measured yet, so that none is left alone at the end. */
module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    const sorted = super.sort(tests)
    const isLong = ({ path }) => LONG.test(path)
    return [...sorted.filter(isLong), ...sorted.filter((test) => !isLong(test))]
  }
}
