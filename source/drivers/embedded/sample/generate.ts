import Database from 'better-sqlite3';
import {inserter} from './insert.ts';
import {addPeople} from './people.ts';
import {seededRandom} from './random.ts';
import {addInvoices, addPlaylists} from './sales.ts';
import {schema} from './schema.ts';
import {addStock} from './stock.ts';

/** Everybody's sample is the same, so that what one reads of it in a lesson is what one sees. */
const sampleSeed = 1857;

/** Writes the sample database to a file that does not exist yet: the same bytes for the same seed. */
export function generateSample(path: string, seed: number = sampleSeed): void {
	const random = seededRandom(seed);
	const database = new Database(path);
	// Nobody else knows of the file yet, and one that is cut short is thrown away.
	database.pragma('journal_mode = OFF');
	database.pragma('synchronous = OFF');
	database.exec(`BEGIN; ${schema}`);
	const insert = inserter(database);
	const tracks = addStock(insert, random, 60);
	const customers = addPeople(insert, random, 80);
	addInvoices(insert, random, customers, tracks, 420);
	addPlaylists(insert, random, tracks);
	database.exec('COMMIT');
	database.close();
}
