import {describe, expect, it} from 'vitest';
import {lintScript} from '../../source/scripts/lint.ts';
import {formatMistake} from '../../source/scripts/mistake.ts';
import {width} from '../../source/terminal/width.ts';

const head = 'format: 1\ntitle: T\nabout: A.\n';
const script = `${head}steps:
  - id: one
    title: One
    say: Hello.
    do: [{run: "CREATE TABLE a (b);", on: primary}]
    then: [{table: a, on: primary}]
`;
const saying = (say: string) => script.replace('Hello.', say);
const letters = [...'abcdefghi'];

function lint(text: string): readonly string[] {
	return lintScript(text, width).map(mistake => formatMistake('a.yaml', mistake));
}

describe('a file that nobody meant to write', () => {
	it.each([
		[
			'another document',
			`${script}---\n${script}`,
			'10:1: A script is one YAML document, and another begins here.',
		],
		['a key twice', `${script}title: Again\n`, '10:1: This is not YAML: Map keys must be unique'],
		['an alias of nothing', saying('*nope'), '7:10: There is no `&nope` before this `*nope`.'],
		[
			'aliases that stand for billions',
			[
				'a: &a [x,x,x,x,x,x,x,x,x]',
				...letters.slice(1).map((name, at) => `${name}: &${name} [${`*${letters[at]},`.repeat(9)}]`),
			].join('\n'),
			'2:8: What the aliases of this file stand for is too much.',
		],
		[
			'a tag of another language',
			saying('!!js/function "x"'),
			'7:10: This is not YAML: Unresolved tag: tag:yaml.org,2002:js/function',
		],
		['another YAML', `%YAML 9.9\n---\n${script}`, '1:7: This is not YAML: Unsupported YAML version 9.9'],
		['a key that is a map', `${head}? {a: 1}\n: 2\nsteps: []\n`, '4:3: A key is a word.'],
		['a quote without its end', saying('"Hello'), '7:16: This is not YAML: Missing closing "quote'],
	])('is refused with one place and one sentence: %s', (_, text, mistake) => {
		expect(lint(text)).toEqual([`a.yaml:${mistake}`]);
	});

	it.each([
		['nothing', ''],
		['blanks', '\n \n'],
		['a word', 'hello'],
		['a list', '- 1\n- 2\n'],
		['keys of JavaScript', `${script}__proto__: {a: 1}\nconstructor: 1\n`],
		['an action of them', script.replace('run:', 'toString: 1, __proto__:')],
		['keys that are numbers and nothing', `${head}1: 2\nnull: 3\ntrue: 4\n`],
		['tabs', script.replace('    title', '\ttitle')],
		['itself', `${head}steps: &s [*s]\n`],
		['itself as a part of it', `${head}cluster: &c {replicas: *c}\nsteps: []\n`],
		[
			'wrong kinds everywhere',
			'format: "1"\ntitle: 1\nabout: [a]\ncluster: 7\nrequires: a\nsetup: b\nsteps: {a: 1}\ncleanup: 5\n',
		],
		[
			'wrong kinds in a step',
			`${head}steps: [1, null, [a], {id: 5, title: [x], say: {}, do: 7, then: x, holds: 3, hints: a}]\n`,
		],
		[
			'values that are no values',
			script.replace(
				'table: a, on: primary',
				'rows: SELECT 1, on: primary, are: [[{a: 1}], [.nan], [[1]], true]',
			),
		],
		['a number without end', `${script}cluster: {replicas: 1e400, latency: .inf}\n`],
		...[100, 700, 5000].flatMap(depth => [
			[`${depth} lists`, `${head}steps: ${'['.repeat(depth)}${']'.repeat(depth)}\n`],
			[`${depth} maps`, `${head}steps: ${'{a: '.repeat(depth)}1${'}'.repeat(depth)}\n`],
		]),
	])('is told with places in it: %s', (_, text) => {
		const mistakes = lint(text!);
		expect(mistakes.length).toBeGreaterThan(0);
		for (const mistake of mistakes) expect(mistake).toMatch(/^a\.yaml:[1-9]\d*:[1-9]\d*: .+[^:]$/s);
		expect(new Set(mistakes).size).toBe(mistakes.length);
	});

	it.each([
		['the line ends of Windows', script.replaceAll('\n', '\r\n')],
		['a mark of its byte order', `\ufeff${script}`],
		[
			'anchors that are used',
			`${script.replace('on: primary', 'on: &p primary')}  - {id: two, title: T, say: S, holds: [{role: primary, on: *p}]}\n`,
		],
	])('is not: one with %s', (_, text) => {
		expect(lint(text)).toEqual([]);
	});
});
