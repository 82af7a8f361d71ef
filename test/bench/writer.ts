import Database from 'better-sqlite3';

/** Commits single-row transactions to a database for some seconds, then prints how many there were in how long. */
const [path = '', seconds = '3'] = process.argv.slice(2);
const database = new Database(path);
database.pragma('journal_mode = WAL');
database.pragma('synchronous = NORMAL');
database.pragma('busy_timeout = 10000');
database.exec('CREATE TABLE IF NOT EXISTS measured (id INTEGER PRIMARY KEY, value TEXT)');
const insert = database.prepare("INSERT INTO measured (value) VALUES ('x')");
const began = performance.now();
let count = 0;
while (performance.now() - began < Number(seconds) * 1000) {
	insert.run();
	count++;
}
process.stdout.write(JSON.stringify({count, seconds: (performance.now() - began) / 1000}));
database.close();
