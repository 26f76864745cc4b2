const vm = require('node:vm')
const { TestEnvironment } = require('jest-environment-node')

/**
 * jest's environment for Node, but without its traps on the global object: each mention of `Math`,
 * `Buffer` or `process` passes two of them otherwise, and what is said in a loop takes several times as
 * long as outside of tests. Where Node cannot do without the first (before 20.18), the second is saved.
 */
module.exports = class PlainEnvironment extends TestEnvironment {
  constructor(config, context) {
    const { createContext, constants } = vm
    vm.createContext = () => createContext(constants?.DONT_CONTEXTIFY)
    try {
      super(config, context)
    } finally {
      vm.createContext = createContext
    }
  }
}
