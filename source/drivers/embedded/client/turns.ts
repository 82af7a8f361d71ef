import type {SessionEnd} from '../../lost-outcome.ts';
import type {FromSession} from '../session/messages.ts';

/** That a session ended while it was asked for something. */
export class SessionEnded extends Error {
	readonly end: SessionEnd;

	constructor(end: SessionEnd) {
		super(end.reason ?? end.detail);
		this.end = end;
	}
}

/** Takes a message of a turn; returns whether it was the turn's last. */
type Take<T> = (
	message: FromSession,
	resolve: (value: T | PromiseLike<T>) => void,
	reject: (error: unknown) => void,
) => boolean;

/** Gives each message of a session to the request that it answers. */
export interface Turns {
	receive(message: FromSession): void;
	/** The session has ended. What it said before is still given out. */
	end(end: SessionEnd): void;
	/**
	 * Gives the messages from here on, those that came too early first, to one request, up to its last. Rejects with
	 * SessionEnded where the session ended before that.
	 */
	take<T = void>(take: Take<T>): Promise<T>;
}

/** Makes the turns of one session. */
export function createTurns(): Turns {
	const early: FromSession[] = [];
	let ended: SessionEnd | undefined;
	let turn: {take(message: FromSession): boolean; fail(error: unknown): void} | undefined;
	const go = () => {
		for (let message = early[0]; turn && message; message = early[0]) {
			early.shift();
			if (turn.take(message)) turn = undefined;
		}
		if (!turn || !ended) return;
		turn.fail(new SessionEnded(ended));
		turn = undefined;
	};
	return {
		receive(message) {
			early.push(message);
			go();
		},
		end(end) {
			ended = end;
			go();
		},
		take: take =>
			new Promise((resolve, reject) => {
				turn = {take: message => take(message, resolve, reject), fail: reject};
				go();
			}),
	};
}
