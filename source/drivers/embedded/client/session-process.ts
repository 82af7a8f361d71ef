import {type ChildProcess, fork} from 'node:child_process';
import type {Socket} from 'node:net';
import type {SessionEnd} from '../../lost-outcome.ts';
import {entryFile} from '../entry.ts';
import type {FromSession, SessionResult, ToSession} from '../session/messages.ts';
import {createTurns} from './turns.ts';

type Row = Extract<FromSession, {type: 'rows'}>['rows'];

/** Takes what a statement returns. A promise slows the session down until it is resolved. */
export interface RowTaker {
	columns(columns: readonly string[]): void;
	rows(rows: Row): void | Promise<void>;
}

/** A statement for a session. */
export type SessionRequest = Omit<Extract<ToSession, {type: 'run'}>, 'type'>;

/** A session process as its client has it. */
export interface SessionProcess {
	/** Connects it to a node. Rejects with SessionEnded, whose reason is the host's where it gave one. */
	open(to: Omit<Extract<ToSession, {type: 'open'}>, 'type'>): Promise<void>;
	/** Opens a database file for reading, which belongs to no cluster's host; as often as wanted. Rejects as `open`. */
	openFile(path: string): Promise<void>;
	/** Gives the process a statement to run when those before it have ended, ahead of `run` for it. */
	sendAhead(of: SessionRequest): void;
	/** Whether it was given this statement ahead: it may have begun. */
	hasAhead(id: string): boolean;
	/**
	 * Runs a statement, or takes what came of one that was sent ahead; one at a time, in the order in which they were
	 * sent. Rejects with SessionEnded where the process ended before the statement had.
	 */
	run(of: SessionRequest, taker: RowTaker): Promise<SessionResult>;
	/** Ends it at once, whatever it is doing. */
	kill(): void;
	hasEnded(): boolean;
	/** Resolved when the process has ended. */
	readonly ended: Promise<SessionEnd>;
}

/** Characters of a dying session's stderr that are kept. */
const stderrCharacters = 2000;

/** Starts a session process, which waits until it is opened. */
export function forkSession(): SessionProcess {
	const child = fork(entryFile('session'), {
		serialization: 'advanced',
		execArgv: [],
		// The fourth is what the session's watchdog watches; our end closes with this process, however it ends.
		stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'ipc'],
	});
	(child.stdio[3] as Socket).on('error', () => {}).unref();
	const ended = watchEnd(child);
	const turns = createTurns();
	const ahead = new Set<string>();
	let isOver = false;
	void ended.then(end => {
		isOver = true;
		turns.end(end);
	});
	child.on('message', (message: FromSession) => turns.receive(message));
	const tell = (message: ToSession) => {
		if (child.connected) child.send(message, () => {});
	};
	const opened = (message: ToSession) => {
		tell(message);
		return turns.take((answer, done) => {
			if (answer.type === 'opened') done();
			return answer.type === 'opened';
		});
	};
	return {
		ended,
		hasEnded: () => isOver,
		kill: () => child.kill('SIGKILL'),
		open: to => opened({type: 'open', ...to}),
		openFile: path => opened({type: 'open-file', path}),
		sendAhead(of) {
			if (ahead.has(of.id)) return;
			ahead.add(of.id);
			tell({type: 'run', ...of});
		},
		hasAhead: id => ahead.has(id),
		run(of, taker) {
			if (!ahead.delete(of.id)) tell({type: 'run', ...of});
			let taken = Promise.resolve();
			return turns.take<SessionResult>((message, done, fail) => {
				if (message.type === 'columns') taker.columns(message.columns);
				else if (message.type === 'rows') {
					taken = taken.then(() => taker.rows(message.rows));
					taken.then(() => tell({type: 'taken'}), fail);
				} else if (message.type === 'done') {
					// What was to follow in the same run has been dropped.
					if (message.result.status !== 'ok') ahead.clear();
					taken.then(() => done(message.result), fail);
				}
				return message.type === 'done';
			});
		},
	};
}

function watchEnd(child: ChildProcess): Promise<SessionEnd> {
	let stderr = '';
	let reason: string | undefined;
	child.stderr?.setEncoding('utf8').on('data', (text: string) => {
		stderr = (stderr + text).slice(-stderrCharacters);
	});
	child.on('message', (message: FromSession) => {
		if (message.type === 'ended') reason = message.reason;
	});
	return new Promise(resolve => {
		const end = (how: string) => {
			const detail = [how, stderr.trim()].filter(part => part !== '').join(': ');
			resolve({detail, ...(reason !== undefined && {reason})});
		};
		child.on('error', error => end(error.message));
		// `close` rather than `exit`: the last messages and what went to stderr have been read then.
		child.on('close', (status, signal) => end(signal ?? `status ${status}`));
	});
}
