const worldly =
  '^(node:)?(fs|fs/promises|net|tls|http|https|http2|dgram|dns|child_process|cluster|worker_threads|process|os|timers|timers/promises|readline|tty|repl|perf_hooks|crypto|stream|zlib|vm|v8|inspector)$'
const testFiles = '[.]test[.]tsx?$'

/** What a package may import of ours; everything else is refused. */
const mayImport = (name, from, allowed) => ({
  name: `${name}-imports`,
  comment: `${name} may import only: ${allowed.join(', ') || 'nothing of ours'}`,
  severity: 'error',
  from: { path: `^packages/${from}/`, pathNot: [testFiles, '/testing/'] },
  to: {
    path: '^packages/',
    pathNot: [
      `^packages/${from.replace('[^/]+', '$1')}/`,
      ...allowed.map((it) => `^packages/${it}/`),
    ],
  },
})

const mayUse = (name, from, allowed) => ({
  name: `${name}-third-party`,
  comment: `${name} may use only: ${allowed.join(', ') || 'no third-party package'}`,
  severity: 'error',
  from: { path: `^packages/${from}/`, pathNot: [testFiles, '/testing/'] },
  to: {
    dependencyTypes: ['npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-no-pkg', 'npm-unknown'],
    pathNot: ['^packages/', ...allowed.map((it) => `node_modules/(@types/)?${it}/`)],
  },
})

const quiet = (from) => ({
  name: `${from}-touches-no-world`,
  comment:
    'No clock, socket, file, process or thread: time, bytes and randomness come in as arguments',
  severity: 'error',
  from: { path: `^packages/${from}/`, pathNot: testFiles },
  to: { dependencyTypes: ['core'], path: worldly },
})

module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-unresolved', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'no-deep-imports',
      severity: 'error',
      comment: 'a package is entered by its index only, or by that of what it has for tests',
      from: { path: '^packages/([^/]+)/' },
      to: {
        path: '^packages/[^/]+/src/',
        pathNot: ['^packages/$1/', '^packages/[^/]+/src/(testing/)?index[.]ts$'],
      },
    },
    {
      name: 'testing-in-tests',
      severity: 'error',
      comment: 'what a package has for tests is for tests only',
      from: { path: '^packages/', pathNot: [testFiles, '/testing/'] },
      to: { path: '^packages/[^/]+/src/testing/' },
    },
    mayImport('contract', 'contract', []),
    mayImport('framing', 'framing', ['contract']),
    mayImport('engine', 'engine', ['contract']),
    mayImport('session-host', 'session-host', ['contract']),
    mayImport('line-terminal', 'line-terminal', ['contract']),
    mayImport('conformance', 'conformance', ['contract', 'framing', 'session-host']),
    mayImport('checks', 'checks', ['contract']),
    mayImport('faulty', 'faulty', ['contract']),
    mayImport('kit', 'kit', ['contract', 'framing']),
    mayImport('reports', 'reports', ['contract', 'kit']),
    mayImport('matrix', 'matrix', ['contract', 'framing', 'session-host', 'kit', 'reports']),
    mayImport('grade', 'grade', ['contract', 'kit', 'reports']),
    mayImport('recording', 'recording', [
      'contract',
      'framing',
      'session-host',
      'engine',
      'kit',
      'server',
    ]),
    mayImport('server', 'server', ['contract', 'session-host', 'engine']),
    mayImport('store', 'store', ['contract', 'engine']),
    mayImport('cluster', 'cluster', ['contract', 'engine']),
    mayImport('web', 'web', ['contract', 'framing', 'session-host', 'server']),
    {
      name: 'dialect-imports',
      comment:
        'a dialect knows the contract, the framing, the shared parts of terminals and checks, and ways to be wrong, neither the engine nor another dialect',
      severity: 'error',
      from: { path: '^packages/(dialect-[^/]+)/', pathNot: testFiles },
      to: {
        path: '^packages/',
        pathNot: ['^packages/$1/', '^packages/(contract|framing|line-terminal|checks|faulty)/'],
      },
    },
    {
      name: 'checks-in-checking',
      comment: 'only the checks of a dialect, and tests, use what checks share',
      severity: 'error',
      from: {
        path: '^packages/',
        pathNot: ['^packages/checks/', '^packages/dialect-[^/]+/src/checking/', testFiles],
      },
      to: { path: '^packages/checks/' },
    },
    {
      name: 'dialect-test-imports',
      severity: 'error',
      from: { path: '^packages/(dialect-[^/]+)/.*[.]test[.]tsx?$' },
      to: {
        path: '^packages/',
        pathNot: [
          '^packages/$1/',
          '^packages/(contract|framing|line-terminal|checks|faulty|conformance)/',
        ],
      },
    },
    {
      name: 'dialects-by-discovery',
      comment: 'nobody names a dialect package',
      severity: 'error',
      from: { pathNot: '^packages/dialect-' },
      to: { path: '^packages/dialect-' },
    },
    mayUse('contract', 'contract', []),
    mayUse('framing', 'framing', []),
    mayUse('session-host', 'session-host', []),
    mayUse('line-terminal', 'line-terminal', []),
    mayUse('engine', 'engine', []),
    mayUse('dialect', 'dialect-[^/]+', ['zod']),
    mayUse('checks', 'checks', []),
    mayUse('faulty', 'faulty', []),
    mayUse('kit', 'kit', ['zod']),
    mayUse('reports', 'reports', ['zod']),
    mayUse('matrix', 'matrix', ['zod']),
    mayUse('grade', 'grade', ['zod', 'yaml', 'yauzl', 'fflate']),
    mayUse('recording', 'recording', ['zod']),
    mayUse('server', 'server', ['prom-client']),
    mayUse('store', 'store', ['libsql']),
    mayUse('cluster', 'cluster', ['@nats-io']),
    mayUse('web', 'web', ['ws', 'preact', 'uqr']),
    mayUse('parley', 'parley', ['yargs', 'zod', 'winston', 'yaml']),
    {
      name: 'session-host-runs-anywhere',
      comment: 'the loop around sessions runs in a browser too: it uses nothing of Node',
      severity: 'error',
      from: { path: '^packages/session-host/', pathNot: testFiles },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'page-runs-in-a-browser',
      comment: 'the page and what it compares use nothing of Node, and not the server behind it',
      severity: 'error',
      from: { path: '^packages/web/src/(page|compare)/', pathNot: [testFiles, '/testing/'] },
      to: {
        path: [
          '^packages/server/',
          '^packages/web/src/(?!page/|compare/|protocol[.]ts$)',
          '^(?!packages/|node_modules/)',
        ],
      },
    },
    {
      name: 'page-only-in-a-browser',
      comment: 'no other code uses what needs a browser',
      severity: 'error',
      from: { path: '^packages/', pathNot: ['^packages/web/src/page/', testFiles] },
      to: { path: '^packages/web/src/page/' },
    },
    quiet('(contract|framing|line-terminal|checks|faulty|engine|dialect-[^/]+)'),
  ],
  options: {
    parser: 'swc',
    doNotFollow: { path: ['node_modules', 'dist', 'bundle'] },
    // The parser does not read JSX: what a .tsx file may import is in biome.json.
    exclude: { path: ['/(dist|bundle)/', '[.]d[.]ts$', '[.]tsx$'] },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['@parley/source', 'import', 'node', 'default'],
      extensions: ['.ts', '.js', '.json'],
    },
  },
}
