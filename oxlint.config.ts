import { defineConfig } from 'oxlint';
import { wallRules } from './test/walls/walls.ts';

export default defineConfig({
  plugins: ['typescript', 'unicorn', 'import', 'react', 'jsx-a11y', 'vitest', 'promise', 'node'],
  categories: { correctness: 'error', suspicious: 'warn' },
  ignorePatterns: ['build/**', 'node_modules/**', 'shared/schema/migrations/**/meta/**', 'test/artifacts/**'],
  rules: {
    'typescript/no-explicit-any': 'error',
    'typescript/no-non-null-assertion': 'error',
    'typescript/consistent-type-imports': 'error',
    'import/no-default-export': 'error',
    'import/no-unassigned-import': 'off',
    'max-lines': ['error', { max: 300, skipBlankLines: false, skipComments: false }],
    'no-console': 'off',
    'react/react-in-jsx-scope': 'off',
    'unicorn/no-array-sort': 'off',
    'import/no-named-as-default-member': 'off',
    // The tape chart is an ARIA grid of absolutely placed boxes: no HTML element says that.
    'jsx-a11y/prefer-tag-over-role': 'off',
    'promise/always-return': 'off',
    // A MessagePort's postMessage has no target origin.
    'unicorn/require-post-message-target-origin': 'off',
    'unicorn/consistent-function-scoping': 'off',
    'no-unmodified-loop-condition': 'off',
    'no-shadow': 'off',
    'no-underscore-dangle': 'off',
  },
  overrides: [
    { files: ['*.config.ts', '**/*.config.ts', '**/vite.*.ts'], rules: { 'import/no-default-export': 'off' } },
    {
      files: ['**/*.test.ts', '**/*.test.tsx', 'test/**'],
      rules: {
        'typescript/no-non-null-assertion': 'off',
        // Properties expect within their branches, and name what they look at in a second argument.
        'vitest/no-conditional-expect': 'off',
        'vitest/valid-expect': 'off',
      },
    },
    ...wallRules,
  ],
});
