import {toLiteral} from '../../../sqlite/values.ts';

/**
 * What a shell is told once: values that can be read back, the names of columns, a line for each statement that
 * succeeds, and plans as rows.
 */
export function shellSetup(mark: string): string {
	const lines = [
		'.bail off',
		'.headers on',
		'.mode quote',
		'.explain off',
		'.changes on',
		'.timeout 5000',
		`.print "#${mark}"`,
	];
	return `${lines.join('\n')}\n`;
}

/** What is asked around a statement. What is not needed costs a statement nothing. */
export interface FrameQuestions {
	/** How far the database is before the statement. */
	readonly positionBefore: boolean;
	/** How far it is behind it. */
	readonly positionAfter: boolean;
	/** Whether a transaction is open then. */
	readonly transaction: boolean;
}

/** What belongs to one statement, so that its own output can be told from what we ask beside it. */
export interface Frame {
	/** What is written to the shell's stdin. */
	readonly text: string;
	/**
	 * What is written behind it as soon as something was not a success, which the shell says on stderr alone: its marks are
	 * the end of all that it says on either stream.
	 */
	readonly ending: string;
	readonly questions: FrameQuestions;
	/** Lines that come on stdout: before the statement's output, behind it, and at the end of all where that was asked for. */
	readonly begin: string;
	readonly end: string;
	readonly done: string;
	/** What stderr has in its last line then. */
	readonly mark: string;
}

/**
 * Puts a statement between marks and questions that change nothing. Whether a transaction is open tells the synchronous
 * setting of the temporary database, which SQLite ignores but refuses inside of a transaction
 * (https://sqlite.org/pragma.html#pragma_synchronous).
 */
export function frameStatement(
	statement: string,
	mark: string,
	positionFile: string,
	questions: FrameQuestions,
): Frame {
	const [begin, end, done] = [`#${mark} begin`, `#${mark} end`, `#${mark} done`];
	const position = `SELECT readfile(${toLiteral(positionFile)}) AS position;`;
	const {positionBefore, positionAfter, transaction} = questions;
	const lines = [
		...(positionBefore ? [position, `.print "${begin}"`] : []),
		statement,
		...(positionAfter || transaction ? [`.print "${end}"`] : []),
		...(transaction ? ['PRAGMA temp.synchronous=1;'] : []),
		...(positionAfter ? [position] : []),
	];
	const ending = `.print "${done}"\n.${mark}\n`;
	return {text: `${lines.join('\n')}\n`, ending, questions, begin, end, done, mark};
}
