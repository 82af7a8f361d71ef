import {Worker} from 'node:worker_threads';

/** The descriptor of the pipe whose other end only the parent holds. */
export const watchedDescriptor = 3;

const source = `
	const {Socket} = require('node:net');
	new Socket({fd: ${watchedDescriptor}})
		.on('error', () => {})
		.on('close', () => process.kill(process.pid, 'SIGKILL'))
		.resume();
`;

/**
 * Ends this process the moment its parent is gone. A thread of its own, because SQLite keeps the main one busy
 * for as long as a statement runs, and that may be for ever.
 */
export function dieWithParent(): void {
	new Worker(source, {eval: true}).unref();
}
