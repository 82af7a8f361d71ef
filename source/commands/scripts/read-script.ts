import {closeSync, openSync, readSync} from 'node:fs';
import {limits} from '../../cluster/limits.ts';
import {EmbeddedError} from '../../drivers/embedded/client.ts';

/** The text of a script's file. Throws an EmbeddedError. */
export function readScript(file: string): string {
	const bytes = readBytes(file);
	if (bytes.length > limits.scriptBytes) {
		const most = limits.scriptBytes.toLocaleString('en-US');
		throw new EmbeddedError(2, `${file} has more than ${most} bytes, which no script needs.`);
	}
	try {
		return new TextDecoder('utf-8', {fatal: true}).decode(bytes);
	} catch {
		throw new EmbeddedError(2, `${file} is no text in UTF-8; a script is a YAML file.`);
	}
}

/** The beginning of a file, by one byte more than is taken: it may have no end, as a device. */
function readBytes(file: string): Uint8Array {
	const bytes = new Uint8Array(limits.scriptBytes + 1);
	let length = 0;
	try {
		const handle = openSync(file, 'r');
		try {
			for (let read = -1; read !== 0 && length < bytes.length; length += read) {
				read = readSync(handle, bytes, length, bytes.length - length, null);
			}
		} finally {
			closeSync(handle);
		}
	} catch (error) {
		throw new EmbeddedError(2, problemOf(file, error as NodeJS.ErrnoException));
	}
	return bytes.subarray(0, length);
}

function problemOf(file: string, {code, message}: NodeJS.ErrnoException): string {
	const reasons: Readonly<Record<string, string>> = {
		ENOENT: `${file} does not exist; a script is a YAML file.`,
		EISDIR: `${file} is a folder; a script is a YAML file.`,
		EACCES: `You may not read ${file}.`,
	};
	return reasons[code ?? ''] ?? `${file} cannot be read: ${message}`;
}
