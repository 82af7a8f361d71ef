import {randomBytes} from 'node:crypto';
import {readdirSync, rmSync, statSync} from 'node:fs';
import {join} from 'node:path';
import {answersAt, isAlive, runtimeFolder} from '../../home/runtime.ts';

/** A socket's name has the process that serves it. It is as long as the runtime folder has room for. */
const pattern = /^notes-(\d+)-[\da-f]{4}\.sock$/;

/** The path of a new socket for a demo's notes. Throws a sentence where the runtime folder cannot be had. */
export function newSocketPath(): string {
	return join(runtimeFolder(), `notes-${process.pid}-${randomBytes(2).toString('hex')}.sock`);
}

/** The sockets of demos, the newest first; some of them may be of demos that were killed. Throws as above. */
export function socketPaths(): readonly string[] {
	const folder = runtimeFolder();
	return readdirSync(folder)
		.filter(name => pattern.test(name))
		.flatMap(name => {
			const path = join(folder, name);
			const status = statSync(path, {throwIfNoEntry: false});
			return status?.isSocket() ? [{path, at: status.ctimeMs}] : [];
		})
		.toSorted((a, b) => b.at - a.at || a.path.localeCompare(b.path))
		.map(({path}) => path);
}

/** Takes away the sockets that demos left which were killed. */
export async function sweepSockets(): Promise<void> {
	await Promise.all(
		socketPaths().map(async path => {
			if (isAlive(serverOf(path)) || (await answersAt(path))) return;
			rmSync(path, {force: true});
		}),
	);
}

function serverOf(path: string): number {
	return Number(pattern.exec(path.slice(path.lastIndexOf('/') + 1))?.[1]);
}
