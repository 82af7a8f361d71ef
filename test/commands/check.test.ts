import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {run as check} from '../../source/commands/check.ts';
import {run as demo} from '../../source/commands/demo.ts';
import {run as lint} from '../../source/commands/lint.ts';
import {shippedScripts} from '../../source/commands/scripts/shipped.ts';
import {runningClusters} from '../../source/home/runtime.ts';
import {type TestFolder, testFolder} from '../clusters/embedded.ts';
import {testIo} from './command-io.ts';

let folder: TestFolder;

beforeAll(() => {
	folder = testFolder();
});

afterAll(() => folder.clean());

const head = 'format: 1\ntitle: A title\nabout: What it shows.\n';

/** A script in a file of its own; gives its path. */
function scriptFile(name: string, text: string): string {
	const path = join(folder.path, `${name}.yaml`);
	writeFileSync(path, head + text);
	return path;
}

const wrong = `steps:
  - id: make
    title: Make it
    say: A table is made.
    do: [{run: "CREATE TABLE a (b);", on: primary}]
    then:
      - {table: a, on: replica, columns: [b]}
  - id: fill
    title: Fill it
    say: A row is written.
    do: [{run: "INSERT INTO a VALUES (1);", on: primary}]
    refused: constraint
  - id: more
    title: More
    say: Never seen.
    holds: [{identical: replica}]
`;

describe('check', () => {
	it('says what was expected and what was seen where a step fails, and goes no further', async () => {
		const io = testIo();
		expect(await check({files: [scriptFile('wrong', wrong)]}, io)).toBe(1);
		expect(io.written()).toBe(`pass  wrong  make  Make it
fail  wrong  fill  Fill it
  primary: a statement on primary is refused: constraint
    expected     refused: constraint
    actual       ok
not run  wrong  more
1 not run
1 passed, 1 failed
`);
	});

	it('plays nothing where a file has a mistake, and says where', async () => {
		const io = testIo();
		const file = scriptFile('mistaken', 'steps: []\n');
		expect(await check({files: [file, scriptFile('right', wrong)]}, io)).toBe(2);
		expect([io.written(), io.said()]).toEqual(['', `${file}:4:8: A script has at least one step.`]);
	});

	it('says that a file, or the database that it names, is not there', async () => {
		const io = testIo();
		const file = join(folder.path, 'nowhere.yaml');
		expect(await check({files: [file]}, io)).toBe(2);
		expect(io.said()).toBe(`${file} does not exist; a script is a YAML file.`);
		const other = testIo();
		const named = scriptFile('data', `cluster: {data: shop.db}\n${wrong}`);
		expect(await check({files: [named]}, other)).toBe(1);
		expect(other.said()).toContain(`${join(folder.path, 'shop.db')} does not exist`);
	});

	it('ends with 130 when it is interrupted, and leaves no cluster', async () => {
		const interruption = new AbortController();
		const io = testIo({interrupted: interruption.signal, onOut: () => interruption.abort()});
		expect(await check({files: [scriptFile('broken-off', wrong)]}, io)).toBe(130);
		expect(await runningClusters()).toEqual([]);
	});
});

describe('lint', () => {
	it('tells every mistake with its place, and ends with 1', async () => {
		const io = testIo();
		const file = scriptFile('lax', 'steps:\n  - id: a\n    title: A\n    say: Nothing.\n');
		expect(await lint({files: [file]}, io)).toBe(1);
		expect(io.written()).toBe(
			`${file}:5:5: The step a expects nothing: give it \`then\`, \`holds\` or \`refused\`.\n`,
		);
		expect(io.said()).toBe('1 script, 1 mistake');
	});

	it('says which files it cannot read, looks at the others, and ends with 2', async () => {
		const io = testIo();
		const lax = scriptFile('lax-too', 'steps:\n  - id: a\n    title: A\n    say: Nothing.\n');
		const latin = join(folder.path, 'latin.yaml');
		writeFileSync(latin, Buffer.from('title: caf\xe9\n', 'latin1'));
		const large = scriptFile('large', `# ${'x'.repeat(1_000_000)}\n`);
		expect(await lint({files: [folder.path, latin, '/dev/zero', large, lax]}, io)).toBe(2);
		expect(io.said().split('\n')).toEqual([
			`${folder.path} is a folder; a script is a YAML file.`,
			`${latin} is no text in UTF-8; a script is a YAML file.`,
			'/dev/zero has more than 1,000,000 bytes, which no script needs.',
			`${large} has more than 1,000,000 bytes, which no script needs.`,
			'1 script, 1 mistake',
		]);
		expect(io.written()).toMatch(/^.*lax-too\.yaml:5:5: The step a expects nothing/);
	});

	it('writes the JSON Schema of scripts, for editors', async () => {
		const io = testIo();
		expect(await lint({files: [], schema: true}, io)).toBe(0);
		expect(JSON.parse(io.written())).toMatchObject({title: 'A demo or lesson of litescope', type: 'object'});
	});

	it('finds nothing wrong with what comes with litescope', async () => {
		const io = testIo();
		expect(await lint({files: []}, io)).toBe(0);
		expect(io.said()).toBe(`${shippedScripts().length} scripts, 0 mistakes`);
	});
});

describe('demo --plain', () => {
	it('tells the story as text, with what the nodes answered', async () => {
		const io = testIo();
		const file = scriptFile(
			'story',
			`steps:
  - id: make
    title: A table
    say: It is made on the **primary**.
    predict: Where will it be?
    do:
      - {run: "CREATE TABLE a (b);", on: primary}
      - {link: replica, latency: 0ms}
      - {run: "SELECT count(*) AS n FROM a;", on: primary}
    then:
      - {table: a, on: replica}
  - id: refused
    title: A refusal
    say: A replica takes no writes.
    do: [{run: "DROP TABLE a;", on: replica}]
    refused: read-only replica
  - id: forwarded
    title: Forwarded
    requires: [forward]
    say: By way of the primary.
    do: [{forward: "DROP TABLE a;", on: replica}]
    then: [{missing: a, on: primary}]
`,
		);
		expect(await demo({file}, io)).toBe(0);
		expect(io.written().replaceAll(/TXID [0-9a-f]+/g, 'TXID n')).toBe(`A title
What it shows.

1/3  A table

It is made on the primary.

? Where will it be?

  primary ▸ CREATE TABLE a (b);
  + table a   TXID n

  the link to replica is 0ms long

  primary ▸ SELECT count(*) AS n FROM a;
    n
    ─
    0

  ✓ replica has the table a

2/3  A refusal

A replica takes no writes.

  replica-1 ▸ DROP TABLE a;
  attempt to write a readonly database (8)
    replica-1 is a replica: it applies what primary commits, and takes no writes of its own.
    Run it on primary: what it changes then arrives here.

  ✓ a statement on replica is refused: read-only replica

3/3  Forwarded

By way of the primary.

  left out: The embedded cluster has no halt lock, which LiteFS forwards writes with: run it on the primary.
`);
	});

	it('ends with 1 where the story did not go as it should', async () => {
		const io = testIo();
		expect(await demo({file: scriptFile('wrong-story', wrong)}, io)).toBe(1);
		expect(io.written()).toContain('It did not go as it should:');
	});
});
