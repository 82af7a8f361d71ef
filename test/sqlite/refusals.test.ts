import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import Database from 'better-sqlite3';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {answerWords, refusals} from '../../source/sqlite/refusals.ts';

describe('an embedded replica, opened read-only, answers as the table says', () => {
	let folder: string;
	let path: string;
	beforeAll(() => {
		folder = mkdtempSync(join(tmpdir(), 'litescope-refusals-'));
		path = join(folder, 'replica.db');
		const db = new Database(path);
		db.exec("CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT); INSERT INTO users (name) VALUES ('Bo')");
		db.close();
	});
	afterAll(() => rmSync(folder, {recursive: true}));

	const answer = (db: Database.Database, sql: string): string => {
		try {
			const statement = db.prepare(sql);
			statement.reader ? statement.all() : statement.run();
			return answerWords.works;
		} catch (error) {
			return (error as Error).message;
		}
	};

	test.each(refusals)('$title: $embedded', ({statements, embedded}) => {
		const db = new Database(path, {readonly: true});
		const answers = statements.map(sql => answer(db, sql));
		db.close();
		expect(answers.at(-1)).toBe(answerWords[embedded]);
	});
});
