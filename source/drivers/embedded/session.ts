import {type Connection, connect} from './session/connection.ts';
import type {FromSession, ToSession} from './session/messages.ts';
import {type Rows, sendRows} from './session/rows.ts';
import {runStatement} from './session/run-statement.ts';
import {dieWithParent} from './session/watchdog.ts';

/**
 * The process of one session: a real SQLite connection to one node that stays open. It belongs to the litescope
 * that forked it, and ends with it, with its host, or when it is told to.
 */
let connection: Connection | undefined;
let running: Rows | undefined;

dieWithParent();
// Ctrl+C and a closing terminal reach every process of a terminal; what they mean is for the parent to say.
process.on('SIGINT', () => {});
process.on('SIGHUP', () => {});
process.on('disconnect', () => process.exit());
process.on('message', (message: ToSession) => {
	if (message.type === 'open') void open(message);
	else if (message.type === 'run') void run(message);
	else if (message.type === 'taken') running?.taken();
	else end('The session was closed.');
});

/** Resolves when the message is on its way, so that what is waiting to be sent stays small. */
function send(message: FromSession): Promise<void> {
	return new Promise(resolve => {
		process.send?.(message, undefined, undefined, () => resolve());
	});
}

async function open(message: Extract<ToSession, {type: 'open'}>): Promise<void> {
	try {
		connection = await connect(message, ended);
		await send({type: 'opened'});
	} catch (thrown) {
		end(thrown instanceof Error ? thrown.message : String(thrown));
	}
}

async function run(message: Extract<ToSession, {type: 'run'}>): Promise<void> {
	if (!connection) return;
	running = sendRows(message.id, !connection.readonly, send);
	const result = await runStatement(connection, message, running);
	running = undefined;
	await send({type: 'done', id: message.id, result});
	if (endReason !== undefined) end(endReason);
}

let endReason: string | undefined;

/** The host wants this session to end or is gone: a statement that has begun is finished first. */
function ended(reason: string): void {
	endReason = reason;
	if (!running) end(reason);
}

function end(reason: string): void {
	connection?.database.close();
	connection = undefined;
	void send({type: 'ended', reason}).then(() => process.exit());
}
