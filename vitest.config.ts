import {defineConfig} from 'vitest/config';

export default defineConfig({
	test: {
		include: ['test/**/*.test.{ts,tsx}'],
		exclude: ['test/**/*.long.test.ts', 'test/**/*.docker.test.ts', 'node_modules/**'],
		// SQLite's POSIX locks belong to a process: every test file has one of its own.
		pool: 'forks',
		env: {TZ: 'UTC'},
		maxWorkers: 2,
		testTimeout: 30_000,
		hookTimeout: 30_000,
	},
});
