import {defineConfig} from 'vitest/config';

export default defineConfig({
	test: {
		include: ['test/**/*.long.test.ts'],
		pool: 'forks',
		env: {TZ: 'UTC', DOCKER_HOST: 'unix:///nonexistent/docker.sock'},
		maxWorkers: 1,
		testTimeout: 20 * 60_000,
		hookTimeout: 120_000,
	},
});
