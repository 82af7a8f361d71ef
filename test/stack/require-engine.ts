import {docker} from './engine.ts';

/** Ends the tests on real LiteFS before they begin, with a sentence and status 1, where there is no engine to run them. */
export default async function requireEngine(): Promise<void> {
	try {
		await docker('compose', 'ls');
	} catch (error) {
		const said = ((error as {stderr?: string}).stderr ?? '').trim().split('\n').at(-1);
		process.stderr.write(
			`The tests on real LiteFS need a Docker engine with Compose, and none answers here: ${said || (error as Error).message}\n`,
		);
		process.exit(1);
	}
}
