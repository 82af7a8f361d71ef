import {writeFileSync} from 'node:fs';
import {delimiter, join} from 'node:path';
import {afterAll, beforeAll, expect, it} from 'vitest';
import {type Explorer, type Home, keys, makeHome, startExplorer} from './explorer.ts';

let home: Home;
let explorer: Explorer;

/** Puts a program of the test's on the PATH. */
function makeProgram(name: string, script: string): string {
	const path = join(home.path, name);
	writeFileSync(path, `#!/bin/sh\n${script}\n`, {mode: 0o755});
	return path;
}

beforeAll(async () => {
	home = makeHome();
	const editor = makeProgram('editor', 'cat "$1"; printf "SELECT \'edited\'\\n AS how;\\n" > "$1"');
	// It ends when it is told to, and interrupts are its own affair, as they are the real shell's.
	makeProgram(
		'sqlite3',
		'trap "echo interrupted" INT; echo "the shell has: $*"; until read line; do :; done',
	);
	const PATH = `${home.path}${delimiter}${process.env.PATH}`;
	explorer = await startExplorer(home, {env: {EDITOR: editor, PATH}});
});

afterAll(async () => {
	await explorer.end();
	home.clean();
});

it('Ctrl+X Ctrl+E has the prompt edited in $EDITOR, and everything is there again afterwards', async () => {
	explorer.write('SELECT 1');
	await explorer.see(/^ primary ▸ SELECT 1$/m);
	explorer.write('\u0018\u0005');
	await explorer.see(/^ primary ▸ SELECT 'edited'\n {5}AS how;$/m);
	await explorer.see(/● live/);
	explorer.write(keys.enter);
	await explorer.see(/how *┃.*\n┃ +edited/);
});

it('E has the sqlite3 shell on the node’s database, with its command, Ctrl+C included', async () => {
	explorer.write(keys.escape);
	await explorer.see(/^ BROWSE/m);
	explorer.write('2E');
	await explorer.see(/The same by hand: sqlite3 -readonly \S+replica-1\/data\.db/);
	await explorer.see(/the shell has: -readonly \S+replica-1\/data\.db/);
	expect(explorer.terminal.alternate()).toBe(false);
	explorer.write(keys.ctrlC);
	await explorer.see('interrupted');
	explorer.enter('done');
	await explorer.see(/● live/);
	await explorer.see(/^ BROWSE/m);
	expect(explorer.terminal.alternate()).toBe(true);
	explorer.write('i');
	await explorer.see(/^ EDIT/m);
	explorer.enter("SELECT 'still here' AS how;");
	await explorer.see('still here');
});
