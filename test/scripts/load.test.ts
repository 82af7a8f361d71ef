import {readFileSync} from 'node:fs';
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {shippedScripts} from '../../source/commands/scripts/shipped.ts';
import {loadScript} from '../../source/scripts/load.ts';
import {formatMistake} from '../../source/scripts/mistake.ts';
import {holds} from '../property.ts';

const head = 'format: 1\ntitle: T\nabout: A.\n';
const step = 'steps:\n  - id: one\n    title: One\n    say: Hello.\n';

/** The mistakes of a script's text, as a person reads them. */
function mistakesIn(text: string): readonly string[] {
	const loaded = loadScript(text);
	return loaded.script ? [] : loaded.mistakes.map(mistake => formatMistake('a.yaml', mistake));
}

describe('a script that is loaded', () => {
	it('has what its file has, and the rest filled in', () => {
		const {script} = loadScript(`${head}${step}    holds:\n      - identical: replica\n`);
		expect(script).toMatchObject({
			title: 'T',
			cluster: {replicas: 1, data: 'sample'},
			requires: [],
			setup: [],
			steps: [{id: 'one', do: [], solution: [], holds: [{identical: 'replica'}], hints: []}],
		});
	});

	it('takes on and no for what they are: keys and texts, not truth values', () => {
		const {script} = loadScript(
			`${head}${step}    holds:\n      - {rows: SELECT 'no', on: primary, are: [no]}\n`,
		);
		expect(script?.steps[0]?.holds).toEqual([{rows: "SELECT 'no'", on: 'primary', are: ['no']}]);
	});
});

describe('a mistake in a script', () => {
	it.each([
		[
			'a key that is not there, with the nearest',
			`${head}stepps: []\n`,
			'4:1: There is no `stepps` here; `steps` is the nearest.',
		],
		['a key that is missing', 'format: 1\ntitle: T\nabout: A.\n', '1:1: `steps` is missing here.'],
		[
			'a format that is not known',
			`format: 2\ntitle: T\nabout: A.\n${step}`,
			'1:9: `format` is 1; this litescope reads no other.',
		],
		['no steps', `${head}steps: []\n`, '4:8: A script has at least one step.'],
		['a text where a list belongs', `${head}${step}    then: soon\n`, '8:11: `then` takes a list, not text.'],
		[
			'a number where a text belongs',
			`${head}steps:\n  - id: one\n    title: One\n    say: 5\n`,
			'7:10: `say` takes text, not a number.',
		],
		[
			'an id that is none',
			`${head}steps:\n  - id: Step One\n    title: One\n    say: Hi.\n`,
			'5:9: An id has small letters, digits and hyphens, and begins with a letter.',
		],
		[
			'an id twice',
			`${head}${step}${step.slice('steps:\n'.length)}`,
			'8:9: Another step is called one, too.',
		],
		[
			'an expectation that there is not',
			`${head}${step}    then:\n      - identicle: replica\n`,
			'9:9: An expectation begins with one of role, status, table, missing, rows, answered, caughtUp, identical, behind, moved, transaction, held, came, servedBy, arrived. `identical` is the nearest.',
		],
		[
			'an action that there is not, such as one that only waits',
			`${head}${step}    do:\n      - sleep: 5s\n`,
			'9:9: An action begins with one of run, forward, stop, start, kill, pause, resume, link, get, wait.',
		],
		[
			'a node that there is not, with the nearest',
			`${head}${step}    do:\n      - stop: replcia\n`,
			'9:15: There is no node replcia; the script’s cluster has primary, replica, replica-1. `replica` is the nearest.',
		],
		[
			'a replica that the cluster does not have',
			`${head}cluster: {replicas: 2}\n${step}    do:\n      - stop: replica-3\n`,
			'10:15: There is no node replica-3; the script’s cluster has primary, replica, replica-1, replica-2. `replica-1` is the nearest.',
		],
		[
			'more replicas than a cluster can have',
			`${head}cluster: {replicas: 100}\n${step}`,
			'4:21: A cluster has 1 to 9 replicas.',
		],
		[
			'a primary where a replica is meant',
			`${head}${step}    do:\n      - pause: primary\n`,
			'9:16: `pause` is about a replica, not about the primary.',
		],
		[
			'SQL that is not complete',
			`${head}${step}    do:\n      - {run: SELECT 1, on: primary}\n`,
			'9:15: This statement is not complete; most miss a semicolon: SELECT 1',
		],
		[
			'a dot command',
			`${head}${step}    do:\n      - {run: .tables, on: primary}\n`,
			'9:15: A script runs SQL; .tables is a dot command.',
		],
		[
			'a query that writes',
			`${head}${step}    holds:\n      - {rows: DELETE FROM a, on: primary, are: []}\n`,
			'9:16: `rows` takes one query, which only reads.',
		],
		[
			'a time without a unit',
			`${head}${step}    do:\n      - {link: replica, latency: "200"}\n`,
			'9:34: A time is a number with ms or s behind it, such as 200ms or 1.5s.',
		],
		[
			'a link to which nothing is done',
			`${head}${step}    do:\n      - link: replica\n`,
			'9:9: A `link` is given a `latency`, or `cut: true` or `false`.',
		],
		[
			'a meaning that there is not',
			`${head}${step}    refused: readonly replica\n`,
			'8:14: `refused` takes one of read-only replica, not arrived yet, no such table, another writer, constraint, node away, not readonly replica. `read-only replica` is the nearest.',
		],
		[
			'a refusal of nothing',
			`${head}${step}    refused: constraint\n`,
			'8:14: Nothing is run in this step that could be refused.',
		],
		[
			'something that happens, expected before it can',
			`${head}${step}    holds:\n      - {answered: [1], on: primary}\n`,
			'9:9: `answered` tells of what happens in the step, which is not so before it: it belongs to `then`.',
		],
		[
			'a row that is none',
			`${head}${step}    then:\n      - {answered: [{a: 1}], on: primary}\n`,
			'9:21: A row is a list of values, or the one value of its only column.',
		],
		[
			'a forwarding primary',
			`${head}${step}    do:\n      - {forward: "SELECT 1;", on: primary}\n`,
			'9:36: `forward` sends from a replica.',
		],
		[
			'a node in a list that there is not',
			`${head}${step}    do: [{get: /}]\n    then:\n      - servedBy: [primary, replica-9]\n`,
			'10:29: There is no node replica-9; the script’s cluster has primary, replica, replica-1. `replica-1` is the nearest.',
		],
		['a key twice', `${head}title: U\n${step}`, '4:1: This is not YAML: Map keys must be unique'],
	])('is told with its place: %s', (_, text, mistake) => {
		expect(mistakesIn(text)).toContain(`a.yaml:${mistake}`);
	});

	it('hides no other: all are told, in the order of the file', () => {
		const text = `${head}colour: red\nsize: 3\n${step}    hint: none\n    then: soon\n`;
		expect(mistakesIn(text).map(line => line.split(': ')[0])).toEqual([
			'a.yaml:4:1',
			'a.yaml:5:1',
			'a.yaml:10:5',
			'a.yaml:11:11',
		]);
	});

	it('is never a stack, whatever stands in the file', () => {
		const texts = shippedScripts().map(file => readFileSync(file, 'utf8'));
		const edit = fc.record({
			text: fc.constantFrom(...texts),
			at: fc.double({min: 0, max: 1, noNaN: true}),
			length: fc.nat(12),
			put: fc.oneof(
				fc.string({unit: 'binary', maxLength: 6}),
				fc.constantFrom('\n', ': ', '- ', '[', '{a: ', '&a ', '*a', '"', '|', '\t', '~'),
			),
		});
		holds(
			fc.property(edit, ({text, at, length, put}) => {
				const start = Math.floor(at * text.length);
				const edited = text.slice(0, start) + put + text.slice(start + length);
				const loaded = loadScript(edited);
				const lines = edited.split('\n').length;
				for (const {line, column, text: words} of loaded.script ? [] : loaded.mistakes) {
					expect(line).toBeGreaterThan(0);
					expect(line).toBeLessThanOrEqual(lines + 1);
					expect(column).toBeGreaterThan(0);
					expect(words).not.toBe('');
				}
				expect(loaded.script !== undefined || loaded.mistakes.length > 0).toBe(true);
			}),
			150,
		);
	});
});
