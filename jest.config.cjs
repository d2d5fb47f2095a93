// One configuration, six suites. Packages that ship only ES modules are transformed; the rest of node_modules is not.
const swc = (parser) => [
  '@swc/jest',
  {
    jsc: { target: 'es2022', parser, transform: { react: { runtime: 'automatic' } } },
    module: { type: 'commonjs' },
  },
];
const esmOnly = [
  'agenda',
  '@agendajs',
  'human-interval',
  'cron-parser',
  'date\\.js',
  'pdfjs-dist',
  'jose',
  'opencc-js',
];

const base = {
  transform: {
    '^.+\\.m?[tj]s$': swc({ syntax: 'typescript' }),
    '^.+\\.tsx$': swc({ syntax: 'typescript', tsx: true }),
  },
  transformIgnorePatterns: [`/node_modules/(?!(${esmOnly.join('|')})/)`],
  moduleNameMapper: {
    '^(\\.{1,2}/.*)\\.js$': '$1',
    '^@shuozhi/client$': '<rootDir>/server/client/src/index.ts',
    '^@shuozhi/shared$': '<rootDir>/shared/src/index.ts',
    '^@shuozhi/shared/api$': '<rootDir>/shared/src/api/index.ts',
    '^@/(.*)$': '<rootDir>/miniapp/src/$1',
  },
  rootDir: __dirname,
};

module.exports = {
  // Real processes on a busy machine: a hang still ends, slowness alone does not fail.
  testTimeout: 180_000,
  projects: [
    { ...base, displayName: 'shared', testEnvironment: 'node', testMatch: ['<rootDir>/shared/src/**/*.test.ts'] },
    {
      ...base,
      displayName: 'server',
      testEnvironment: 'node',
      testMatch: ['<rootDir>/server/**/*.test.ts'],
      testPathIgnorePatterns: ['/node_modules/', '/dist/', '<rootDir>/server/console/'],
      globalSetup: '<rootDir>/server/test/globalSetup.ts',
      globalTeardown: '<rootDir>/server/test/globalTeardown.ts',
    },
    {
      ...base,
      displayName: 'miniapp',
      testEnvironment: 'jsdom',
      testMatch: ['<rootDir>/miniapp/src/**/*.test.{ts,tsx}'],
      setupFiles: ['<rootDir>/miniapp/test/mocks/globals.ts'],
      setupFilesAfterEnv: ['<rootDir>/miniapp/test/mocks/patience.ts'],
      moduleNameMapper: {
        ...base.moduleNameMapper,
        '\\.scss$': '<rootDir>/miniapp/test/mocks/style.cjs',
        '^@tarojs/components$': '<rootDir>/miniapp/test/mocks/components.tsx',
        '^@tarojs/taro$': '<rootDir>/miniapp/test/mocks/taro.ts',
      },
    },
    {
      ...base,
      displayName: 'console',
      testEnvironment: 'jsdom',
      testMatch: ['<rootDir>/server/console/src/**/*.test.{ts,tsx}'],
      moduleNameMapper: { ...base.moduleNameMapper, '^@/(.*)$': '<rootDir>/server/console/src/$1' },
    },
    {
      displayName: 'scripts',
      rootDir: __dirname,
      testEnvironment: 'node',
      testMatch: ['<rootDir>/scripts/**/*.test.cjs'],
    },
    {
      ...base,
      displayName: 'builds',
      testEnvironment: 'node',
      testMatch: ['<rootDir>/miniapp/test/**/*.test.ts', '<rootDir>/server/console/test/**/*.test.ts'],
    },
  ],
};
