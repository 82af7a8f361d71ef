import {writeSync} from 'node:fs';

/** How often a write that would block is tried again, 5 ms apart, before it is given up. */
const attempts = 100;

/**
 * Writes to a stream's file descriptor before it returns, for when the process is about to end. What cannot be
 * written (the terminal is gone) is dropped. A stream without a descriptor is written to as usual.
 */
export function writeNow(stream: NodeJS.WritableStream & {readonly fd?: number}, text: string): void {
	if (typeof stream.fd !== 'number') {
		stream.write(text);
		return;
	}
	let rest = Buffer.from(text, 'utf8');
	for (let attempt = 0; rest.length > 0 && attempt < attempts; attempt += 1) {
		try {
			rest = rest.subarray(writeSync(stream.fd, rest));
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') {
				return;
			}
			Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
		}
	}
}
