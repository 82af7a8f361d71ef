import type {Outcome, StatementError} from '../cluster/statement.ts';
import {clockMs} from './clock.ts';

/** How a session ended. */
export interface SessionEnd {
	/** What it said itself, or is known of its node: a sentence. */
	readonly reason?: string;
	/** For a log: the signal or status, and what it wrote to stderr. */
	readonly detail: string;
}

/** A statement whose session is gone, so that nobody can tell its result. */
export interface Lost {
	readonly id: string;
	readonly node: string;
	readonly kind: 'cancelled' | 'node' | 'crashed';
	/** The statement was given to SQLite. */
	readonly begun: boolean;
	readonly startedMs: number;
	readonly wasInTransaction: boolean;
	readonly end?: SessionEnd;
}

const codes = {
	cancelled: 'LITESCOPE_CANCELLED',
	node: 'LITESCOPE_NODE_LEFT',
	crashed: 'LITESCOPE_SESSION_CRASHED',
} as const;

/** The node was not there when the statement was to begin. */
const awayCode = 'LITESCOPE_NODE_AWAY';

/** The outcome of such a statement: what happened, and whether it may have changed something. */
export function lostOutcome(lost: Lost): Outcome {
	const {id, node, kind, begun, startedMs} = lost;
	const code = kind === 'node' && !begun ? awayCode : codes[kind];
	const error: StatementError = {code, message: `${what(lost)} ${consequence(lost)}`.trim()};
	return {
		id,
		node,
		status: kind === 'cancelled' ? 'cancelled' : 'failed',
		durationMs: clockMs() - startedMs,
		inTransaction: false,
		...(begun && {sessionLost: kind}),
		error,
	};
}

function what({kind, node, begun, end}: Lost): string {
	if (kind === 'cancelled') return begun ? 'The statement was cancelled.' : 'Cancelled before it began.';
	if (kind === 'node') return end?.reason ?? `${node} went away while the statement ran.`;
	const detail = end?.detail ? ` (${end.detail.replace(/\.$/, '')})` : '';
	return begun
		? `The session’s process ended by itself${detail}.`
		: `No session could be opened on ${node}${detail}.`;
}

function consequence({begun, wasInTransaction, kind}: Lost): string {
	if (wasInTransaction) return 'The transaction that was open was rolled back.';
	if (kind === 'cancelled') return '';
	return begun ? 'If it writes, look whether it did before you run it again.' : 'The statement was not run.';
}
