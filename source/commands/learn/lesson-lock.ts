import {createHash, randomBytes} from 'node:crypto';
import {chmodSync, linkSync, renameSync, rmSync} from 'node:fs';
import {createServer} from 'node:net';
import {join} from 'node:path';
import {answersAt, runtimeFolder} from '../../home/runtime.ts';

/** A lesson is open in one litescope at a time. */
export interface LessonLock {
	release(): void;
}

/**
 * Takes a lesson's folder for this process. The lock is a socket that somebody listens on, so it goes with the process
 * whatever ends it. Gives undefined where another litescope has the lesson open. Rejects with the system's errors.
 */
export async function lockLesson(path: string): Promise<LessonLock | undefined> {
	const id = createHash('sha256').update(path).digest('hex').slice(0, 8);
	const lock = join(runtimeFolder(), `learn-${id}`);
	const own = `${lock}-${randomBytes(2).toString('hex')}`;
	const server = createServer(connection => connection.destroy());
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(own, resolve);
	});
	server.unref();
	chmodSync(own, 0o600);
	try {
		if (!(await take(own, lock))) {
			server.close();
			return undefined;
		}
	} finally {
		rmSync(own, {force: true});
	}
	return {
		release() {
			rmSync(lock, {force: true});
			server.close();
		},
	};
}

/** Gives our socket the lock's name. What a litescope that was killed has left is put away first. */
async function take(own: string, lock: string): Promise<boolean> {
	for (;;) {
		try {
			linkSync(own, lock);
			return true;
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
		}
		if (await answersAt(lock)) return false;
		const stale = `${own}-old`;
		if (!moved(lock, stale)) continue;
		// Somebody may have taken it between the question and the renaming.
		if (await answersAt(stale)) {
			renameSync(stale, lock);
			return false;
		}
		rmSync(stale, {force: true});
	}
}

function moved(from: string, to: string): boolean {
	try {
		renameSync(from, to);
		return true;
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
		throw error;
	}
}
