const { existsSync } = require('node:fs')
const { join } = require('node:path')

const OURS = /^@parley\/([^/]+)(?:\/(testing))?$/
const TESTED = /^tests-of:(.+)$/

const found = new Map()

/** Of a third-party package that `test-modules.ts` has bundled; undefined of any other. */
function thirdPartyBundle(name) {
  const stem = join(process.env.TEST_BUNDLE, 'modules/third-party', name)
  if (!found.has(stem)) found.set(stem, [`${stem}.js`, `${stem}.cjs`].find(existsSync))
  return found.get(stem)
}

function bundleOf(name, tested) {
  const [ours, folder, testing = ''] = OURS.exec(name) ?? []
  if (ours === undefined) return thirdPartyBundle(name)
  if (folder === tested) return undefined
  return join(process.env.TEST_BUNDLE, 'modules', folder, testing, 'index.js')
}

/**
 * Finds for a package of ours its bundle, and for the package that is tested its sources. All that one
 * test file loads gets the same of the two, what is in bundles as well: no class is there twice.
 * `test-environment.cjs` names the package that is tested. The tests of `scripts` import sources of many
 * packages, so they get no bundles.
 */
module.exports = function resolve(name, options) {
  const tested = options.conditions?.map((it) => TESTED.exec(it)?.[1]).find(Boolean)
  const bundle = tested !== undefined && /^[a-z@]/.test(name) ? bundleOf(name, tested) : undefined
  return bundle ?? options.defaultResolver(name, options)
}
