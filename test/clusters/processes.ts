import {execFileSync} from 'node:child_process';
import {setTimeout as delay} from 'node:timers/promises';
import {deadlineMs} from '../deadline.ts';

export interface ProcessInfo {
	readonly pid: number;
	readonly parent: number;
	readonly command: string;
}

/** The processes of this machine. */
export function processes(): readonly ProcessInfo[] {
	const list = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,stat=,args='], {encoding: 'utf8'});
	return list.split('\n').flatMap(line => {
		const [, pid, parent, state = '', command] = /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(.*)$/.exec(line) ?? [];
		// One that has ended and was not yet waited for by its parent does nothing any more.
		if (command === undefined || state.startsWith('Z')) return [];
		return [{pid: Number(pid), parent: Number(parent), command}];
	});
}

/** The session processes of a process, by their ids. */
export function sessionsOf(parent: number): readonly number[] {
	return processes()
		.filter(one => one.parent === parent && /[/\\]session\.[jt]s\b/.test(one.command))
		.map(({pid}) => pid);
}

/** The hosts that run a folder's cluster, by their ids. */
export function hostsOf(folder: string): readonly number[] {
	return processes()
		.filter(({command}) => /[/\\]host\.[jt]s\b/.test(command) && command.includes(folder))
		.map(({pid}) => pid);
}

/** Waits until something outside of this process is so: it is looked at again and again. */
export async function eventually<T>(what: string, look: () => T | undefined | false): Promise<T> {
	const untilMs = Date.now() + deadlineMs;
	for (;;) {
		const found = look();
		if (found !== undefined && found !== false) return found;
		if (Date.now() > untilMs) {
			const list = processes().filter(
				({command}) => command.includes('litescope') || command.includes('embedded'),
			);
			throw new Error(`Waited ${deadlineMs} ms until ${what}. Processes: ${JSON.stringify(list)}`);
		}
		await delay(20);
	}
}
