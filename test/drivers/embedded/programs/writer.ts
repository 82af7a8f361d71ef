import Database from 'better-sqlite3';
import {Random} from '../random.ts';

// Writes without end. A number that was sent to the parent is committed: it must be there whatever is killed later.
const [path, name, seed, first] = process.argv.slice(2) as [string, string, string, string];
const connection = new Database(path, {timeout: 30_000});
const random = new Random(Number(seed));
const insert = connection.prepare('INSERT INTO acknowledged VALUES (?, ?, randomblob(?))');
const noise = [
	'INSERT INTO noise (a) SELECT randomblob(500) FROM pragma_function_list LIMIT 100',
	'DELETE FROM noise WHERE id IN (SELECT id FROM noise LIMIT 150)',
	'UPDATE noise SET a = randomblob(900) WHERE id % 7 = 0',
	'CREATE INDEX IF NOT EXISTS i ON noise (a)',
	'DROP INDEX IF EXISTS i',
	'VACUUM',
	'PRAGMA wal_checkpoint(TRUNCATE)',
];

let number = Number(first);
let over = false;
process.on('message', () => {
	over = true;
});
process.on('disconnect', () => process.exit());

function write(): void {
	if (over) {
		connection.close();
		process.exit();
	}
	for (let count = random.below(30); count >= 0; count--) {
		insert.run(name, number, random.below(3_000));
		process.send!(number);
		number++;
	}
	if (random.below(4) === 0) connection.exec(random.of(noise));
	setImmediate(write);
}
write();
