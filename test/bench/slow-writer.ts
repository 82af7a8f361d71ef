import Database from 'better-sqlite3';

/** Commits a row to a database a hundred times a second until it is ended. */
const database = new Database(process.argv[2]!);
database.pragma('busy_timeout = 10000');
database.exec('CREATE TABLE IF NOT EXISTS measured (id INTEGER PRIMARY KEY, value TEXT)');
const insert = database.prepare("INSERT INTO measured (value) VALUES ('x')");
setInterval(() => insert.run(), 10);
