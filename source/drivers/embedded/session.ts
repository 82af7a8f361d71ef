import {type Connection, connect, connectFile} from './session/connection.ts';
import type {FromSession, ToSession} from './session/messages.ts';
import {type Rows, sendRows} from './session/rows.ts';
import {runStatement} from './session/run-statement.ts';
import {dieWithParent} from './session/watchdog.ts';

type Request = Extract<ToSession, {type: 'run'}>;

/**
 * The process of one session: a real SQLite connection to one node that stays open. It belongs to the litescope
 * that forked it, and ends with it, with its host, or when it is told to.
 */
let connection: Connection | undefined;
let running: Rows | undefined;
/** Statements that are to be run, the first of which runs now. */
const waiting: Request[] = [];
/** The run whose other statements are not run, since one of them failed. */
let failedRun: string | undefined;

dieWithParent();
// Ctrl+C and a closing terminal reach every process of a terminal; what they mean is for the parent to say.
process.on('SIGINT', () => {});
process.on('SIGHUP', () => {});
process.on('disconnect', () => process.exit());
process.on('message', (message: ToSession) => {
	if (message.type === 'open') void open(() => connect(message, ended));
	else if (message.type === 'open-file') void open(() => connectFile(message.path));
	else if (message.type === 'run') enqueue(message);
	else if (message.type === 'taken') running?.taken();
	else end('The session was closed.');
});

/** Resolves when the message is on its way, so that what is waiting to be sent stays small. */
function send(message: FromSession): Promise<void> {
	return new Promise(resolve => {
		process.send?.(message, undefined, undefined, () => resolve());
	});
}

async function open(connecting: () => Connection | Promise<Connection>): Promise<void> {
	try {
		connection?.database.close();
		connection = await connecting();
		await send({type: 'opened'});
	} catch (thrown) {
		end(thrown instanceof Error ? thrown.message : String(thrown));
	}
}

function enqueue(request: Request): void {
	waiting.push(request);
	if (waiting.length === 1) void runAll();
}

async function runAll(): Promise<void> {
	for (let request = waiting[0]; request && connection; request = waiting[0]) {
		if (request.run !== failedRun) await run(connection, request);
		if (endReason !== undefined) end(endReason);
		waiting.shift();
	}
}

async function run(on: Connection, request: Request): Promise<void> {
	running = sendRows(request.id, !on.readonly, send);
	const result = await runStatement(on, request, running);
	running = undefined;
	if (result.status !== 'ok') failedRun = request.run;
	// Before the next statement begins it is on its way: whoever ends this process then knows of it.
	await send({type: 'done', id: request.id, result});
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
