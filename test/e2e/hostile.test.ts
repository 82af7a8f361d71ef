import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterAll, beforeAll, expect, it} from 'vitest';
import {OtherProgram} from '../drivers/embedded/other-program.ts';
import {type Explorer, type Home, keys, makeHome, startExplorer} from './explorer.ts';

/** What a terminal would obey: a title, a cleared screen, a C1 control, a bell, a reversed line, a hidden letter. */
const hostile = '\u001b]2;owned\u0007\u001b[2Jx\u009b31m\u0007\u202ey\u200b';
/** The same as it may be shown. */
const harmless = '␛]2;owned␇␛[2Jx\\u{9b}31m␇\\u{202e}y\\u{200b}';
const quoted = `"${hostile}"`;

let home: Home;
let folder: string;
let explorer: Explorer;

beforeAll(async () => {
	home = makeHome();
	folder = join(home.path, 'cluster');
	explorer = await startExplorer(home, {args: ['--data-dir', folder], columns: 200, rows: 50});
});

afterAll(async () => {
	await explorer.end();
	home.clean();
});

it('a table’s name, whoever made the table', async () => {
	const other = new OtherProgram(join(folder, 'primary', 'data.db'));
	await other.exec(`CREATE TABLE ${quoted} (${quoted} TEXT)`);
	await explorer.see(`+ table ${harmless}`);
	await explorer.see(`${harmless}+`);
	explorer.enter('.tables');
	await explorer.see(`  ${harmless}`);
	await explorer.see('12 rows');
});

it('a value, a column and a statement that was pasted', async () => {
	explorer.paste(`INSERT INTO ${quoted} VALUES ('${hostile}');`);
	await explorer.see(`primary ▸ INSERT INTO "${harmless}`);
	explorer.write(keys.enter);
	await explorer.see(/ok {3}1 row/);
	explorer.paste(`SELECT * FROM ${quoted};`);
	explorer.write(keys.enter);
	await explorer.see(/1 row .*at TXID/);
	expect(explorer.text().split(harmless).length).toBeGreaterThan(6);
	explorer.write(keys.enter);
	await explorer.see('row 1 of 1');
	explorer.write(keys.enter);
	await explorer.see('TEXT, ');
	explorer.write(keys.escape + keys.escape);
	await explorer.see(/^ EDIT/m);
});

it('an error, and its explanation', async () => {
	explorer.paste(`SELECT * FROM "no ${hostile}";`);
	explorer.write(keys.enter);
	await explorer.see(`✗ no such table: no ${harmless}`);
	explorer.write(keys.f1);
	await explorer.see('What it means here');
	explorer.write(keys.escape);
	await explorer.seeNo('What it means here');
});

it('the name of a file to be read', async () => {
	const name = hostile.replace('2J', '3J');
	explorer.paste(`.read '${name}'`);
	explorer.write(keys.enter);
	await explorer.see(`${harmless.replace('2J', '3J')} cannot be read: there is no such file.`);
	explorer.write(keys.ctrlC);
	writeFileSync(join(home.env.HOME!, name), `SELECT '${hostile} was read';`);
	explorer.paste(`.read '${name}'`);
	explorer.write(keys.enter);
	await explorer.see(`${harmless} was read`);
});

it('and none of it has reached the terminal but as visible text', async () => {
	await explorer.waitForTitle(/^litescope · ready$/);
	const sent = explorer.received().toString();
	// What the explorer itself sends: styles, the cursor, erasing, modes, the saved cursor, its own titles.
	const own =
		/\u001b(?:\[[\d;]*[ABCDEGHJKm]|\[\?[\d;]+[hl]|\[2[23];0t|[78]|\]2;litescope · (?:starting|ready|running)\u001b\\)/g;
	const dangerous = /[\s\S]{0,20}[\p{Cc}\u202e\u200b][\s\S]{0,20}/u;
	const strange = (text: string) => dangerous.exec(text.replaceAll(own, '').replaceAll(/[\r\n]/g, ''))?.[0];
	expect(strange(hostile)).toBeDefined();
	expect(strange(sent)).toBeUndefined();
	expect(sent).not.toContain('\u001b[2Jx');
});
