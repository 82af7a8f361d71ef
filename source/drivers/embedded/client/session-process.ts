import {type ChildProcess, fork} from 'node:child_process';
import type {Socket} from 'node:net';
import type {SessionEnd} from '../../lost-outcome.ts';
import {entryFile} from '../entry.ts';
import type {FromSession, SessionResult, ToSession} from '../session/messages.ts';

type Row = Extract<FromSession, {type: 'rows'}>['rows'];

/** Takes what a statement returns. A promise slows the session down until it is resolved. */
export interface RowTaker {
	columns(columns: readonly string[]): void;
	rows(rows: Row): void | Promise<void>;
}

/** That a session ended while it was asked for something. */
export class SessionEnded extends Error {
	readonly end: SessionEnd;

	constructor(end: SessionEnd) {
		super(end.reason ?? end.detail);
		this.end = end;
	}
}

/** A session process as its client has it. */
export interface SessionProcess {
	/** Connects it to a node. Rejects with SessionEnded, whose reason is the host's where it gave one. */
	open(to: Omit<Extract<ToSession, {type: 'open'}>, 'type'>): Promise<void>;
	/** Runs a statement; one at a time. Rejects with SessionEnded when the process ends before it has. */
	run(of: Omit<Extract<ToSession, {type: 'run'}>, 'type'>, taker: RowTaker): Promise<SessionResult>;
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
	let over: SessionEnd | undefined;
	let receive: (message: FromSession) => void = () => {};
	let fail: (error: unknown) => void = () => {};
	void ended.then(end => {
		over = end;
		fail(new SessionEnded(end));
	});
	child.on('message', (message: FromSession) => receive(message));
	const tell = (message: ToSession) => {
		if (child.connected) child.send(message, () => {});
	};
	/** Sends a request and waits for its answer, or the end of the process. */
	const ask = <T>(
		request: ToSession,
		answerOf: (message: FromSession, answer: (value: T) => void) => void,
	): Promise<T> =>
		new Promise((resolve, reject) => {
			receive = message => answerOf(message, resolve);
			fail = reject;
			if (over) reject(new SessionEnded(over));
			else tell(request);
		});
	return {
		ended,
		hasEnded: () => over !== undefined,
		kill: () => child.kill('SIGKILL'),
		open: to =>
			ask({type: 'open', ...to}, (message, opened) => {
				if (message.type === 'opened') opened(undefined);
			}),
		run(of, taker) {
			let taken = Promise.resolve();
			return ask<SessionResult>({type: 'run', ...of}, (message, done) => {
				if (message.type === 'columns') taker.columns(message.columns);
				else if (message.type === 'rows') {
					taken = taken.then(() => taker.rows(message.rows));
					taken.then(() => tell({type: 'taken'}), fail);
				} else if (message.type === 'done') taken.then(() => done(message.result), fail);
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
