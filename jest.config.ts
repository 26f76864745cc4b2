/** @jest-config-loader esbuild-register */
import { availableParallelism } from 'node:os'
import type { Config } from 'jest'

const config: Config = {
  /** Many tests wait for a program most of their time: meanwhile there is work for others. */
  maxWorkers: Math.ceil(1.5 * availableParallelism()),
  maxConcurrency: 8,
  /** In milliseconds: a busy machine is no failure. */
  testTimeout: 30_000,
  testSequencer: '<rootDir>/scripts/longest-first.cjs',
  workerIdleMemoryLimit: '1GB',
  globalSetup: '<rootDir>/scripts/test-setup.ts',
  globalTeardown: '<rootDir>/scripts/test-teardown.ts',
  testMatch: ['<rootDir>/packages/*/src/**/*.test.{ts,tsx}', '<rootDir>/scripts/**/*.test.ts'],
  testEnvironment: '<rootDir>/scripts/test-environment.cjs',
  resolver: '<rootDir>/scripts/test-resolver.cjs',
  testEnvironmentOptions: {
    customExportConditions: ['@parley/source', 'node', 'node-addons'],
  },
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  moduleFileExtensions: ['ts', 'tsx', 'js', 'json', 'node'],
  transform: {
    '\\.ts$': [
      '@swc/jest',
      { jsc: { target: 'es2023', parser: { syntax: 'typescript' } }, module: { type: 'es6' } },
    ],
    '\\.tsx$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2023',
          parser: { syntax: 'typescript', tsx: true },
          transform: { react: { runtime: 'automatic', importSource: 'preact' } },
        },
        module: { type: 'es6' },
      },
    ],
  },
}

export default config
