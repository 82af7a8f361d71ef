import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {bin, type Home, makeHome} from './explorer.ts';
import {type Pty, startPty} from './pty.ts';

let home: Home;

beforeAll(() => {
	home = makeHome();
});

afterAll(() => home.clean());

/** The presenter's notes in a terminal, with a shell around them that says how they left it. */
async function startNotes(): Promise<Pty> {
	const script = 'echo before; "$@"; echo "status $?"; stty -a | grep -o -- "-*icanon"';
	const pty = startPty('/bin/sh', ['-c', script, 'sh', process.execPath, bin, 'notes'], {
		cwd: home.env.HOME!,
		env: home.env,
	});
	await pty.waitForTitle(/^litescope notes · waiting$/);
	return pty;
}

describe('litescope notes in a terminal', () => {
	it.each([
		['q', 'q'],
		['Ctrl+C', '\u0003'],
	])('says what it waits for, and leaves the terminal as it was on %s', async (_, key) => {
		const pty = await startNotes();
		expect(pty.terminal.alternate()).toBe(true);
		expect(pty.terminal.screen().join('\n')).toContain(
			'No demo is running. Start one with: litescope demo\n',
		);
		pty.write(key);
		expect(await pty.exit).toEqual({status: 0, signal: undefined});
		expect(pty.terminal.alternate()).toBe(false);
		expect(pty.terminal.screen().filter(Boolean)).toEqual(['before', 'status 0', 'icanon']);
	});
});
