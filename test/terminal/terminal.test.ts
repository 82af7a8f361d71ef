import {join} from 'node:path';
import {describe, expect, onTestFinished, test} from 'vitest';
import {openTerminal} from '../../source/terminal/terminal.ts';
import {type Pty, startPty} from '../e2e/pty.ts';
import {createFakeTty} from './fake-tty.ts';
import {createVirtualTerminal} from './virtual-terminal.ts';

const program = join(import.meta.dirname, 'programs/full-screen.ts');

/** The program, after a line of a shell's, on the screen and ready. */
async function start(ending: string): Promise<Pty> {
	const script = `printf '\\033]2;a shell\\007$ full-screen\\n'; "$0" "$@"; status=$?; stty -a | grep -o -- '-*icanon\\|-*echo '; exit $status`;
	const pty = startPty('/bin/sh', ['-c', script, process.execPath, program, ending]);
	onTestFinished(async () => {
		pty.kill('SIGKILL');
		await pty.exit;
	});
	await pty.waitForTitle(/ready/);
	return pty;
}

function expectRestored(pty: Pty): void {
	const {terminal} = pty;
	expect(terminal.alternate()).toBe(false);
	expect(terminal.bracketedPaste()).toBe(false);
	expect(terminal.cursor().visible).toBe(true);
	expect(terminal.title()).toBe('a shell');
	expect(terminal.screen()[0]).toBe('$ full-screen');
	expect(terminal.screen()).toEqual(expect.arrayContaining(['icanon', 'echo']));
	expect(terminal.screen().join('\n')).not.toContain('last words');
}

describe('a full screen', () => {
	test('has the terminal to itself, and a title that cannot be broken out of', async () => {
		const pty = await start('quit');
		expect(pty.terminal.alternate()).toBe(true);
		expect(pty.terminal.bracketedPaste()).toBe(true);
		expect(pty.terminal.title()).toBe('full screen · ready␇␛]2;owned');
		expect(pty.terminal.screen()[0]).toMatch(/^process \d+$/);
	});

	test('gets every key, a lone Escape and Ctrl+C among them, and a paste whole', async () => {
		const pty = await start('quit');
		pty.write('a\u001b[A\u0003');
		await pty.waitForScreen(screen => screen.includes('[ctrl+c]'), 'Ctrl+C as a key');
		pty.write('\u001b');
		await pty.waitForScreen(screen => screen.includes('[escape]'), 'a lone Escape');
		pty.write('\u001b[200~two\rlines\u001b[201~');
		await pty.waitForScreen(screen => screen.includes('[paste "two\\nlines"]'), 'the paste');
		expect(pty.terminal.screen().slice(1, 6)).toEqual([
			'[a]',
			'[up]',
			'[ctrl+c]',
			'[escape]',
			'[paste "two\\nlines"]',
		]);
	});

	test('gives the keyboard away and takes it back', async () => {
		const pty = await start('quit');
		pty.write('p');
		await pty.waitForScreen(
			screen => screen.includes('raw false'),
			'the mode while another has the keyboard',
		);
		pty.write('b');
		await pty.waitForScreen(screen => screen.includes('[b]'), 'a key after it');
		expect(pty.terminal.bracketedPaste()).toBe(true);
	});
});

describe('the terminal is as it was', () => {
	test('after quitting, and what is said then stays', async () => {
		const pty = await start('quit');
		pty.write('x');
		expect(await pty.exit).toMatchObject({status: 0});
		expectRestored(pty);
		expect(pty.terminal.screen()[1]).toBe('goodbye');
	});

	test('after an exit from anywhere', async () => {
		const pty = await start('exit');
		pty.write('x');
		expect(await pty.exit).toMatchObject({status: 7});
		expectRestored(pty);
	});

	test.each([
		['throw', 'Error: a bug ␛[31m in red'],
		['reject', 'Error: a bug that was promised'],
	])('after an error that nobody caught (%s), which is then shown', async (ending, message) => {
		const pty = await start(ending);
		pty.write('x');
		expect(await pty.exit).toMatchObject({status: 1});
		expectRestored(pty);
		expect(pty.terminal.screen().slice(1, 3)).toEqual([
			'litescope ended because of an error of its own:',
			message,
		]);
	});

	test.each([
		['SIGTERM', 143],
		['SIGHUP', 129],
		['SIGINT', 130],
	] as const)('after %s', async (signal, status) => {
		const pty = await start('quit');
		process.kill(Number(pty.terminal.screen()[0]?.replace('process ', '')), signal);
		expect(await pty.exit).toMatchObject({status});
		expectRestored(pty);
	});
});

test('a terminal that goes away is an end like a hangup, once', async () => {
	const screen = createVirtualTerminal(80, 24);
	const tty = createFakeTty(screen);
	const ends: number[] = [];
	const terminal = openTerminal({
		stdin: tty.stdin,
		stdout: tty.stdout,
		pasteBytes: 100,
		onKey: () => {},
		onRestore: () => ends.push(0),
		onEnd: status => ends.push(status),
	});
	onTestFinished(terminal.restore);
	await screen.waitUntil(screen.bracketedPaste, 'bracketed paste');
	expect(tty.isRaw()).toBe(true);
	tty.stdin.emit('error', new Error('EIO'));
	tty.stdout.emit('error', new Error('EIO'));
	expect(ends).toEqual([0, 129]);
	expect(tty.isRaw()).toBe(false);
	await screen.waitUntil(() => !screen.bracketedPaste(), 'an end of bracketed paste');
});
