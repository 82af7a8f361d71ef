import {writeFileSync} from 'node:fs';
import {startPty} from '../../e2e/pty.ts';
import {toSvg} from './svg.ts';

/** Makes the README's picture: the program's own screen, after the story that the README tells. */
const explorer = startPty(process.execPath, ['dist/bin.js'], {
	columns: 120,
	rows: 34,
	env: {DOCKER_HOST: 'unix:///nonexistent/docker.sock'},
});
const shows = (text: string) =>
	explorer.waitForScreen(screen => screen.some(row => row.includes(text)), text);
const type = async (text: string, thenShows: string) => {
	explorer.write(`${text}\r`);
	await shows(thenShows);
	await explorer.waitForTitle(/ready/);
};

await explorer.waitForTitle(/ready/);
await type('CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT);', '+ table users');
await type("INSERT INTO users (name) VALUES ('Ada');", 'users: 1 row inserted');
await type('SELECT * FROM users;', 'Ada');
explorer.write('\u0014');
await shows('replica-1 ▸');
await type('CREATE TABLE users2 (id INTEGER);', 'attempt to write a readonly database');
writeFileSync(
	new URL('screen.svg', import.meta.url),
	toSvg(
		explorer.terminal,
		'A table made on the primary has arrived on the replica, which then refuses a write',
	),
);
explorer.write('\u0004');
await explorer.exit;
