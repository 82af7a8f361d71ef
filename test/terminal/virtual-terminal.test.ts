import {Box, render, Text, useWindowSize} from 'ink';
import {createElement} from 'react';
import {expect, onTestFinished, test} from 'vitest';
import {fitLine, paint} from '../../source/terminal/style.ts';
import {startPty} from '../e2e/pty.ts';
import {createFakeTty} from './fake-tty.ts';
import {createVirtualTerminal} from './virtual-terminal.ts';

const line = fitLine([{text: '漢', style: {color: 'red', bold: true}}, {text: ' replica-1'}], 14);

function Screen() {
	const {columns, rows} = useWindowSize();
	return createElement(
		Box,
		{flexDirection: 'column', width: columns, height: rows},
		createElement(Text, null, `${columns}x${rows}`),
		createElement(Text, {wrap: 'truncate'}, paint(line, {color: true})),
	);
}

test('a whole Ink screen runs in it, with its colours, and follows its size', async () => {
	const terminal = createVirtualTerminal(80, 24);
	const tty = createFakeTty(terminal);
	const screen = render(createElement(Screen), {
		...tty,
		alternateScreen: true,
		interactive: true,
		patchConsole: false,
	});
	onTestFinished(() => screen.unmount());
	await terminal.waitForScreen(rows => rows[0] === '80x24', 'the first frame');
	expect(terminal.screen()).toEqual(['80x24', '漢 replica-1', ...Array<string>(22).fill('')]);
	expect(terminal.look(0, 1)).toMatchObject({text: '漢', color: 1, bold: true});
	expect(terminal.look(4, 1)).toMatchObject({color: undefined, bold: false});
	expect(terminal.alternate()).toBe(true);
	expect(terminal.cursor().visible).toBe(false);
	tty.resize(120, 35);
	await terminal.waitForScreen(rows => rows[0] === '120x35', 'the frame of the new size');
	screen.unmount();
	await terminal.waitUntil(() => !terminal.alternate(), 'the ordinary screen');
});

test('a wait that fails says what was awaited and what is there', async () => {
	const pty = startPty('/bin/sh', ['-c', 'printf "no such thing"; exit 3']);
	await expect(pty.waitForTitle(/ready/)).rejects.toThrow(
		/^Awaited a title like \/ready\/, but the program ended with status 3; title "", screen:\n┌─+┐\n│no such thing +│/,
	);
	expect(await pty.exit).toEqual({status: 3, signal: undefined});
	expect(pty.received().toString()).toBe('no such thing');
});

test('a program that is killed says by which signal', async () => {
	const pty = startPty('/bin/cat', []);
	pty.kill('SIGKILL');
	expect(await pty.exit).toEqual({status: 0, signal: 'SIGKILL'});
});
