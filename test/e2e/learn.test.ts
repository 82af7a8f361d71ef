import {execFileSync} from 'node:child_process';
import {mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterAll, beforeAll, expect, it} from 'vitest';
import {allEnded, bin, type Explorer, type Home, keys, makeHome, startExplorer} from './explorer.ts';

let home: Home;
let lesson: Explorer;

beforeAll(() => {
	home = makeHome();
});

afterAll(async () => {
	await lesson.end();
	home.clean();
});

const ctrlG = '\u0007';

/** The list of lessons as it is told without a terminal. */
function list(): readonly string[] {
	const env = {...process.env, ...home.env};
	const text = execFileSync(process.execPath, [bin, 'learn'], {env, encoding: 'utf8', stdio: 'pipe'});
	return text.trimEnd().split('\n');
}

/** Opens the first lesson where it was left. */
async function open(): Promise<void> {
	lesson = await startExplorer(home, {args: ['learn', '1']});
	await seeTold('Ctrl+G');
}

/** The lesson's text beside the panes, as one line. */
function told(): string {
	const lines = lesson.terminal.screen().map(line => line.slice(1, 39));
	return lines.join(' ').replaceAll(/\s+/g, ' ');
}

async function seeTold(...texts: readonly string[]): Promise<void> {
	const areThere = () => texts.every(text => told().includes(text));
	await lesson.waitForScreen(areThere, `${texts.join(' and ')} in the lesson's text`);
}

/** Answers the question that stands in the place of the prompt. */
async function predict(answer: string): Promise<void> {
	await lesson.see('What do you think?');
	await seeTold('Ctrl+G');
	lesson.enter(answer);
	await seeTold(`You said: ${answer}`);
}

/** Waits until the step is done, and goes on to the next one, until that waits for the student. */
async function goOn(step: number): Promise<void> {
	await seeTold('Enter the next step');
	lesson.write(keys.enter);
	await seeTold(`${step}/6`, 'Ctrl+G');
}

it('a student does a lesson, with a mistake, a hint, and a laptop that dies in the middle of it', async () => {
	expect(list()[0]).toBe('1  A primary and a replica            not begun');
	await open();
	await predict('no');
	lesson.enter('SELECT name FROM genres WHERE id = 2;');
	await seeTold('[✓] a statement on primary');
	lesson.write(keys.ctrlT);
	await lesson.see(/^ replica-1 ▸/m);
	lesson.enter('SELECT name FROM genres WHERE id = 2;');
	await goOn(2);

	await predict('yes');
	lesson.enter('CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT);');
	await lesson.see('replica-1 takes no writes.');
	await seeTold('[ ] primary has the table users');
	lesson.write(ctrlG);
	await seeTold('Hint 1: The prompt must say primary.');
	lesson.write(keys.ctrlO);
	await goOn(3);

	lesson.write(keys.ctrlT);
	lesson.write(keys.ctrlT);
	await lesson.see(/^ primary ▸/m);
	lesson.enter("INSERT INTO users (name) VALUES ('Ada'), ('Grace');");
	await goOn(4);
	await lesson.see('What do you think?');
	const family = lesson.family();
	process.kill(lesson.explorer, 'SIGKILL');
	await allEnded(family);
	await lesson.end();
	expect(list()[0]).toBe('1  A primary and a replica            3 of 6 steps, 1 with hints');

	await open();
	await predict('no');
	lesson.enter("BEGIN; INSERT INTO users (name) VALUES ('Edsger'); SELECT count(*) FROM users;");
	await goOn(5);
	lesson.enter("INSERT INTO users (name) VALUES ('Barbara'); COMMIT;");
	await goOn(6);
	lesson.enter('ALTER TABLE users ADD COLUMN email TEXT;');
	await seeTold('Enter the end of the lesson');
	lesson.write(keys.enter);
	await seeTold('6 of 6 steps');
	lesson.write(keys.ctrlD);
	expect(await lesson.exit).toEqual({status: 0, signal: undefined});
	expect(list()[0]).toBe('1  A primary and a replica            6 of 6 steps, 1 with hints');
	expect(home.leftovers()).toEqual([]);
}, 120_000);

it('the list says of a damaged file of progress where it is kept', async () => {
	const damaged = join(home.env.XDG_STATE_HOME!, 'litescope', 'lessons', '4-far-away');
	mkdirSync(damaged, {recursive: true});
	writeFileSync(join(damaged, 'progress.json'), 'torn');
	lesson = await startExplorer(home, {args: ['learn'], title: /^litescope · lessons$/});
	await lesson.see(/progress\s+begins\s+anew/);
	lesson.write('q');
	expect(await lesson.exit).toEqual({status: 0, signal: undefined});
});
