import {defineConfig} from 'vitest/config';

/** Real LiteFS in containers: a run of its own, which fails where no engine answers. */
export default defineConfig({
	test: {
		include: ['test/**/*.docker.test.ts'],
		globalSetup: 'test/stack/require-engine.ts',
		pool: 'forks',
		env: {TZ: 'UTC'},
		// Containers of several files at once would only wait for each other.
		maxWorkers: 1,
		testTimeout: 180_000,
		hookTimeout: 600_000,
	},
});
