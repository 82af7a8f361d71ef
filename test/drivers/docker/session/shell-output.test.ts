import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {ShellOutput} from '../../../../source/drivers/docker/session/shell-output.ts';
import type {Value} from '../../../../source/drivers/driver.ts';
import {holds} from '../../../property.ts';

/** What a shell's stdout is read as, given in pieces of so many bytes. */
function read(bytes: Buffer, pieceBytes = bytes.length) {
	const rows: (readonly Value[])[] = [];
	const lines: string[] = [];
	const output = new ShellOutput({
		row: values => rows.push(values),
		changes: (count, total) => lines.push(`changes ${count} of ${total}`),
		print: line => lines.push(line),
		wanted: () => true,
	});
	for (let at = 0; at < bytes.length; at += pieceBytes) output.take(bytes.subarray(at, at + pieceBytes));
	return {rows, lines};
}

const controls = '\u001b[31m\t\r';

/** The same row as sqlite3 shells of three ages wrote it. */
const shells = {
	'3.34': `9223372036854775807,1.0,0.10000000000000000555,Inf,-Inf,'','NULL',NULL,X'',X'00ff','it''s\nline 2','${controls}'\nchanges:   0   total_changes: 0\n#mark\n`,
	'3.40': `9223372036854775807,1.0,0.10000000000000000555,Inf,-Inf,'','NULL',NULL,X'',X'00ff','it''s\nline 2','${controls}'\nchanges: 0   total_changes: 0\n#mark\n`,
	'3.53':
		"9223372036854775807,1.0,0.1,Inf,-Inf,'','NULL',NULL,x'',x'00ff',unistr('it''s\\u000aline 2'),unistr('\\u001b[31m\\u0009\\u000d')\nchanges: 0   total_changes: 0\n#mark\n",
};

const row: readonly Value[] = [
	9223372036854775807n,
	1,
	0.1,
	Number.POSITIVE_INFINITY,
	Number.NEGATIVE_INFINITY,
	'',
	'NULL',
	null,
	new Uint8Array(),
	Uint8Array.of(0, 255),
	"it's\nline 2",
	controls,
];

describe('what a sqlite3 shell writes', () => {
	it.each(Object.entries(shells))('is read value for value as SQLite %s wrote it', (_, text) => {
		expect(read(Buffer.from(text))).toEqual({rows: [row], lines: ['changes 0 of 0', '#mark']});
	});

	it('keeps a text that looks like the end of a result', () => {
		const text = "'#mark\nchanges: 1   total_changes: 1\n#mark'\n#mark\n";
		expect(read(Buffer.from(text))).toEqual({
			rows: [['#mark\nchanges: 1   total_changes: 1\n#mark']],
			lines: ['#mark'],
		});
	});

	it('reads a backslash in escaped text as one', () => {
		expect(read(Buffer.from("unistr('C:\\\\u0041\\u000a')\n")).rows).toEqual([['C:\\u0041\n']]);
	});

	it('is the same in whichever pieces it comes', () => {
		const value = fc.oneof(
			fc.constant(null),
			fc.bigInt({min: -(2n ** 63n), max: 2n ** 63n - 1n}),
			fc.double({noNaN: true}).filter(real => !Object.is(real, -0)),
			fc.string({unit: 'grapheme'}).map(text => text.replaceAll('\0', '')),
			fc.constantFrom("'", "''", "x'", '#mark', '\n#mark\n', ',', "','", 'NULL', '\\u000a'),
			fc.uint8Array({maxLength: 20}),
		);
		const property = fc.property(
			fc.array(fc.array(value, {minLength: 1, maxLength: 4}), {maxLength: 6}),
			fc.integer({min: 1, max: 40}),
			(rows, pieceBytes) => {
				const text = `${rows.map(values => `${values.map(write).join(',')}\n`).join('')}#mark\n`;
				expect(read(Buffer.from(text), pieceBytes)).toEqual({rows, lines: ['#mark']});
			},
		);
		holds(property);
	});
});

/** A value as `.mode quote` writes it. */
function write(value: Value): string {
	if (value === null) return 'NULL';
	if (typeof value === 'bigint') return String(value);
	if (typeof value === 'string') return `'${value.replaceAll("'", "''")}'`;
	if (value instanceof Uint8Array) return `X'${Buffer.from(value).toString('hex')}'`;
	if (!Number.isFinite(value)) return value > 0 ? 'Inf' : '-Inf';
	return /[.e]/.test(String(value)) ? String(value) : `${value}.0`;
}
