import {type ChildProcess, spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdtempSync, readdirSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {createConnection} from 'node:net';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {notesText} from '../../source/commands/notes/print-notes.ts';
import {createLineReader, encodeNotes, lineUnits, parseNotes} from '../../source/commands/notes/protocol.ts';
import {readNotes} from '../../source/commands/notes/read-notes.ts';
import {type NotesServer, serveNotes} from '../../source/commands/notes/serve-notes.ts';
import {showNotes} from '../../source/commands/notes/show-notes.ts';
import {socketPaths, sweepSockets} from '../../source/commands/notes/sockets.ts';
import {run} from '../../source/commands/notes.ts';
import {eventually} from '../clusters/processes.ts';
import {createFakeTty} from '../terminal/fake-tty.ts';
import {createVirtualTerminal} from '../terminal/virtual-terminal.ts';
import {testIo} from './command-io.ts';
import {notes, nowMs} from './presenter-notes.ts';

let home: string;
const servers: NotesServer[] = [];
const programs: ChildProcess[] = [];

beforeEach(() => {
	home = mkdtempSync(join(tmpdir(), 'ls-'));
	process.env.XDG_RUNTIME_DIR = home;
});

afterEach(async () => {
	await Promise.all(servers.splice(0).map(server => server.close()));
	for (const program of programs.splice(0)) program.kill('SIGKILL');
	delete process.env.XDG_RUNTIME_DIR;
	rmSync(home, {recursive: true, force: true});
});

/** A demo that serves its notes. */
async function demo(): Promise<NotesServer> {
	const server = serveNotes();
	servers.push(server);
	expect(await server.opened).toBeUndefined();
	return server;
}

/** A demo that was killed. */
async function killedDemo(): Promise<void> {
	const path = fileURLToPath(new URL('programs/serve-notes.ts', import.meta.url));
	const program = spawn(process.execPath, [path], {stdio: ['pipe', 'pipe', 'inherit']});
	programs.push(program);
	const [said] = await once(program.stdout, 'data');
	expect(String(said)).toBe('open');
	program.kill('SIGKILL');
	await once(program, 'exit');
}

/** Someone who reads notes: what each heard, and whether the demo has ended for it. */
function reader(path = socketPaths()[0]!) {
	const heard: (string | undefined)[] = [];
	const state = {heard, ended: false};
	readNotes(path, {
		told: told => heard.push(told?.standing),
		ended: () => {
			state.ended = true;
		},
	});
	return state;
}

describe('the notes of a demo', () => {
	it('are on a socket that only their person can use', async () => {
		await demo();
		const [path = ''] = socketPaths();
		expect(statSync(path).mode & 0o777).toBe(0o600);
		expect(statSync(dirname(path)).mode & 0o777).toBe(0o700);
	});

	it('come to everyone who reads them: at once as they are, then each change, then the end', async () => {
		const server = await demo();
		server.tell(notes);
		const one = reader();
		await eventually('the first has the notes', () => one.heard.length === 1);
		const other = reader();
		await eventually('the second has the notes', () => other.heard.length === 1);
		server.tell({...notes});
		server.tell({...notes, standing: 'busy'});
		server.tell({...notes, standing: 'passed'});
		await server.close();
		await eventually('both have heard of the end', () => one.ended && other.ended);
		expect([one.heard, other.heard]).toEqual([
			['waiting', 'busy', 'passed'],
			['waiting', 'busy', 'passed'],
		]);
		expect(socketPaths()).toEqual([]);
	});

	it('wait for nobody: who has not read for a while gets the last of them', async () => {
		const server = await demo();
		const connection = createConnection(socketPaths()[0]!);
		await once(connection, 'connect');
		const big = 'x'.repeat(100_000);
		for (let count = 0; count < 50; count += 1) server.tell({...notes, notes: `${count} ${big}`});
		server.tell({...notes, notes: 'the last'});
		const read = createLineReader();
		const heard: (string | undefined)[] = [];
		connection.setEncoding('utf8').on('data', (text: string) => {
			for (const line of read(text)) heard.push(parseNotes(line)?.notes);
		});
		await eventually('the last notes are there', () => heard.at(-1) === 'the last');
		expect(heard.length).toBeLessThan(51);
		connection.destroy();
	});

	it('are swept when their demo was killed, and those of a demo that runs are not', async () => {
		await killedDemo();
		expect(socketPaths()).toHaveLength(1);
		await demo();
		await sweepSockets();
		expect(socketPaths().map(path => path.includes(`notes-${process.pid}-`))).toEqual([true]);
	});

	it('do not keep a demo from being played where there can be none', async () => {
		const file = join(home, 'file');
		writeFileSync(file, '');
		process.env.XDG_RUNTIME_DIR = file;
		const server = serveNotes();
		expect(await server.opened).toMatch(/^The presenter’s notes cannot be shown in a second terminal: /);
		server.tell(notes);
		await server.close();
		const io = testIo();
		expect(await run({color: false}, io)).toBe(1);
		expect(io.said()).toContain(file);
	});
});

describe('a line of notes', () => {
	it('is what was told, without what does not belong to it', () => {
		const line = encodeNotes({...notes, say: 'Hello'} as typeof notes);
		expect(line.endsWith('}\n')).toBe(true);
		expect(parseNotes(line)).toEqual(notes);
	});

	it.each([
		'',
		'null',
		'[]',
		'{}',
		'{"title": 1}',
		encodeNotes({...notes, at: 'x'} as never),
		encodeNotes({...notes, steps: [null]} as never),
		encodeNotes({...notes, notes: {}} as never),
		encodeNotes({...notes, standing: 'else'} as never),
	])('is none where it is of another kind: %s', line => {
		expect(parseNotes(line)).toBeUndefined();
	});

	it('is whole however it arrives, and never without end', () => {
		const read = createLineReader();
		expect(['a', 'b\nc', '\n\nd'].map(read)).toEqual([[], ['ab'], ['c', '']]);
		expect(() => read('x'.repeat(lineUnits + 1))).toThrow('A line of more than');
	});
});

describe('litescope notes', () => {
	it('says where no terminal is that no demo runs, and ends with 3', async () => {
		const io = testIo();
		await killedDemo();
		expect(await run({color: false}, io)).toBe(3);
		expect([io.written(), io.said()]).toEqual(['', 'No demo is running. Start one with: litescope demo']);
	});

	it('prints there the notes that are on, once', async () => {
		(await demo()).tell(notes);
		const io = testIo();
		expect(await run({color: false}, io)).toBe(0);
		expect(io.written()).toContain('2/3  A table is made, and arrives\n');
		expect(
			notesText(notes, nowMs).join('\n'),
		).toBe(`SQLite, replicated: 2:05 since it began, waits for you, 12:02:05

2/3  A table is made, and arrives

The number behind the replica’s name is how long it took.

- say who writes
- say where it arrives

Ask: Where will the table be?

Next  CREATE TABLE users (id INTEGER) on primary
Then  3/3  A row goes the same way`);
	});

	it('waits for a demo, follows it, says when it ends, and gives the terminal back', async () => {
		const terminal = createVirtualTerminal(80, 24);
		const {stdin, stdout, type, resize, isRaw} = createFakeTty(terminal);
		const status = showNotes({stdin, stdout, color: true});
		const see = (text: string) =>
			terminal.waitForScreen(screen => screen.join('\n').includes(text), `${text} on the screen`);
		await see('No demo is running. Start one with: litescope demo');
		const first = await demo();
		first.tell({...notes, title: 'First'});
		await see('2/3  A table is made, and arrives');
		first.tell({...notes, title: 'First', at: 2, notes: 'Other notes.'});
		await see('Other notes.');
		resize(40, 10);
		await see(' q quit');
		const second = await demo();
		second.tell({...notes, title: 'Second'});
		await see('Tab other demo');
		type('\t');
		await see('2/3  A table is made, and arrives');
		await second.close();
		await see('The demo “Second” has ended.');
		type('\t');
		await see('Other notes.');
		expect(isRaw()).toBe(true);
		type('q');
		expect(await status).toBe(0);
		expect(isRaw()).toBe(false);
		await terminal.waitUntil(
			() => !terminal.alternate() && !terminal.bracketedPaste(),
			'the terminal as it was',
		);
		expect(readdirSync(join(home, 'litescope'))).toHaveLength(1);
	});
});
