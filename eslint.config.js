const js = require('@eslint/js');
const globals = require('globals');
const reactHooks = require('eslint-plugin-react-hooks');
const tseslint = require('typescript-eslint');
const oneWayImports = require('./scripts/eslint/oneWayImports.cjs');

const TESTS = ['**/*.test.{ts,tsx}', '**/test/**/*.{ts,tsx}'];

module.exports = tseslint.config(
  { ignores: ['**/node_modules/', '**/dist/', 'coverage/', 'test-results/', '.data/', '.cache/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  {
    files: ['**/*.{js,cjs,mjs}'],
    languageOptions: { globals: globals.node },
  },
  { files: ['**/*.cjs', '*.js'], languageOptions: { sourceType: 'commonjs' } },
  // Old Nodes read these two, to say that they are too old.
  { files: ['scripts/bootstrap.cjs', 'scripts/lib/nodeVersion.cjs'], languageOptions: { ecmaVersion: 5 } },
  { files: ['scripts/**/*.test.cjs'], languageOptions: { globals: globals.jest } },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.recommendedTypeChecked],
    plugins: { shuozhi: { rules: { 'one-way-imports': oneWayImports } } },
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: __dirname } },
    rules: {
      'shuozhi/one-way-imports': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      // Our interfaces are plain objects of functions without `this`, and Taro's are too.
      '@typescript-eslint/unbound-method': 'off',
      // A function of an interface that others implement with a promise may have nothing to await.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'no-console': 'error',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
    },
  },
  {
    files: ['miniapp/src/**/*.{ts,tsx}'],
    plugins: { 'react-hooks': reactHooks },
    rules: { 'react-hooks/rules-of-hooks': 'error', 'react-hooks/exhaustive-deps': 'error' },
  },
  {
    files: TESTS,
    rules: {
      // Answers of the API and jest's matchers are untyped here by nature.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      'no-console': 'off',
    },
  },
  { files: ['server/bench/**/*.ts'], rules: { 'no-console': 'off' } },
  {
    files: ['server/{src,test,bench}/**/*.ts'],
    ignores: ['server/src/database/**', 'server/test/testDatabase.test.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: "MemberExpression[object.name=/^[A-Z]/][property.name='collection']",
          message: 'reach the driver by collectionOf(Model): typed by the record',
        },
        {
          selector: "CallExpression[callee.object.name='mongoose'][callee.property.name='model']",
          message: 'define the model by defineModel: its schema is checked against the interface',
        },
        {
          selector: 'ObjectExpression > SpreadElement > ObjectExpression',
          message: 'write the members themselves',
        },
      ],
    },
  },
);
