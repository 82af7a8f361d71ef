import {defineConfig} from 'vitest/config';

export default defineConfig({
	test: {
		include: ['test/**/*.test.{ts,tsx}'],
		exclude: ['test/**/*.long.test.ts', 'test/**/*.docker.test.ts', 'node_modules/**'],
		globalSetup: 'test/stack/say-skipped.ts',
		// SQLite's POSIX locks belong to a process: every test file has one of its own.
		pool: 'forks',
		// What runs in Docker on this machine is nobody's business here.
		env: {TZ: 'UTC', DOCKER_HOST: 'unix:///nonexistent/docker.sock'},
		maxWorkers: 3,
		testTimeout: 120_000,
		hookTimeout: 120_000,
	},
});
