import {defineConfig} from 'vitest/config';

/** Real LiteFS in containers. Where no engine answers every file skips, with a line that says so. */
export default defineConfig({
	test: {
		include: ['test/**/*.docker.test.ts'],
		pool: 'forks',
		env: {TZ: 'UTC'},
		// Containers of several files at once would only wait for each other.
		maxWorkers: 1,
		testTimeout: 180_000,
		hookTimeout: 600_000,
	},
});
