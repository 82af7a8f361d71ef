import fc from 'fast-check';
import {expect, test} from 'vitest';
import InkOutput from '../../node_modules/ink/build/output.js';
import inkSanitize from '../../node_modules/ink/build/sanitize-ansi.js';
import {fitLine, type Line, paint} from '../../source/terminal/style.ts';
import QuickOutput from '../../source/ui/ink-speed/output.ts';
import quickSanitize from '../../source/ui/ink-speed/sanitize-ansi.ts';
import {holdsLater} from '../property.ts';
import {createVirtualTerminal} from '../terminal/virtual-terminal.ts';

const columns = 24;
const rows = 4;

const span = fc.record({
	text: fc.string({
		unit: fc.constantFrom('a', 'Z', ' ', '│', '▸', '…', 'é', '漢', '👩‍👩‍👧', '\u0301'),
		maxLength: 12,
	}),
	style: fc.record(
		{
			color: fc.constantFrom('red', 'cyan', 'gray'),
			bold: fc.boolean(),
			dim: fc.boolean(),
			inverse: fc.boolean(),
		},
		{requiredKeys: []},
	),
});
const lines = fc.array(fc.array(span, {maxLength: 4}), {minLength: rows, maxLength: rows});

/** What is in every cell of a terminal to which an output of Ink's was written. */
async function seen(Output: typeof InkOutput, frame: readonly Line[], shout: boolean) {
	const output = new Output({width: columns, height: rows});
	const transformers = shout ? [(line: string) => line.toUpperCase()] : [];
	for (const [row, line] of frame.entries()) output.write(0, row, paint(line, {color: true}), {transformers});
	const terminal = createVirtualTerminal(columns, rows);
	await terminal.write(output.get().output.replaceAll('\n', '\r\n'));
	return Array.from({length: rows}, (_, y) => Array.from({length: columns}, (_, x) => terminal.look(x, y)));
}

test('whole lines look as Ink draws them', async () => {
	await holdsLater(
		fc.asyncProperty(lines, fc.boolean(), async (spans, shout) => {
			const frame = spans.map(line => fitLine(line, columns));
			expect(await seen(QuickOutput, frame, shout)).toEqual(await seen(InkOutput, frame, shout));
		}),
	);
});

test('what is no whole line is left to Ink', () => {
	const both = [QuickOutput, InkOutput].map(Output => {
		const output = new Output({width: columns, height: rows});
		output.write(0, 0, 'one\ntwo', {transformers: []});
		output.clip({x1: 2, x2: 5, y1: 0, y2: rows});
		output.write(1, 2, 'clipped', {transformers: []});
		output.unclip();
		output.write(0, 3, 'below', {transformers: []});
		output.write(0, 3, 'over', {transformers: []});
		return output.get();
	});
	expect(both[0]).toEqual(both[1]);
	expect(both[0]?.output).toContain('overw');
});

test('what is taken out of a line is what Ink takes out', () => {
	for (const text of [
		'plain',
		'\u001b[1;31mred\u001b[0m',
		'bell\u0007',
		'\u001b[2Jcleared',
		'e\u0301',
		'\u009b31mred',
	])
		expect(quickSanitize(text)).toBe(inkSanitize(text));
});
