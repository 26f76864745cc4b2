const { AsyncLocalStorage } = require('node:async_hooks')
const { relative } = require('node:path')
const vm = require('node:vm')
const { TestEnvironment } = require('jest-environment-node')

/** The storages of jest that are in use; it makes one for each test file. */
const storages = new Set()
const { run } = AsyncLocalStorage.prototype

AsyncLocalStorage.prototype.run = function (...words) {
  storages.add(this)
  return run.apply(this, words)
}

/**
 * jest's environment for Node, with three differences:
 *
 * - It has no traps on the global object. Each mention of `Math`, `Buffer` or `process` passes two of
 *   them otherwise, so that a loop takes several times as long as outside of tests. Where Node cannot do
 *   without the first (before 20.18), the second is saved.
 * - It lets go of what jest keeps for each test file in an AsyncLocalStorage. Every promise and every
 *   socket of all later files would get a property for it otherwise, and nothing of the file could be
 *   collected.
 * - It tells `test-resolver.cjs` which package is tested, by a condition such as `tests-of:store`.
 */
module.exports = class PlainEnvironment extends TestEnvironment {
  #tested

  constructor(config, context) {
    const { createContext, constants } = vm
    vm.createContext = () => createContext(constants?.DONT_CONTEXTIFY)
    try {
      super(config, context)
    } finally {
      vm.createContext = createContext
    }
    const path = relative(config.projectConfig.rootDir, context.testPath)
    this.#tested = /^packages[\\/]([^\\/]+)/.exec(path)?.[1]
  }

  exportConditions() {
    const conditions = super.exportConditions()
    return this.#tested === undefined ? conditions : [...conditions, `tests-of:${this.#tested}`]
  }

  async teardown() {
    for (const storage of storages) storage.disable()
    storages.clear()
    await super.teardown()
  }
}
