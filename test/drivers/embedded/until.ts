import {setTimeout as delay} from 'node:timers/promises';
import {deadlineMs} from '../../deadline.ts';

const pollMs = 1;

/**
 * Waits until a condition is true. Where it does not become true in time the test fails with what was awaited and
 * what was seen instead.
 */
export async function until(
	awaited: string,
	condition: () => boolean,
	seen: () => unknown = () => 'nothing',
): Promise<void> {
	const untilMs = Date.now() + deadlineMs;
	while (!condition()) {
		if (Date.now() > untilMs) throw new Error(`Waited for ${awaited}, saw ${inspect(seen())}.`);
		await delay(pollMs);
	}
}

function inspect(value: unknown): string {
	return JSON.stringify(value, (_, part) => (typeof part === 'bigint' ? part.toString(16) : part));
}
