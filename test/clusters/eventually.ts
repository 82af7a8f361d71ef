import {setTimeout as delay} from 'node:timers/promises';
import {deadlineMs} from '../deadline.ts';

/** Waits until something outside of this process is so: it is asked again and again. */
export async function eventually(what: string, ask: () => Promise<boolean>): Promise<void> {
	const untilMs = Date.now() + deadlineMs;
	while (!(await ask())) {
		if (Date.now() > untilMs) throw new Error(`Waited ${deadlineMs} ms until ${what}.`);
		await delay(50);
	}
}
