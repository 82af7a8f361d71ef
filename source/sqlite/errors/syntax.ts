import {isReserved} from '../keywords.ts';
import {nearestName} from '../nearest.ts';
import {isBlank, nameOf, type Token, tokenize} from '../tokens.ts';
import type {Entry, Raised, Texts} from './explanation.ts';

/** Words that begin a statement or one of its clauses; what is misspelt is most often one of them. */
const clauseWords = [
	...[
		'SELECT',
		'INSERT',
		'UPDATE',
		'DELETE',
		'REPLACE',
		'CREATE',
		'DROP',
		'ALTER',
		'WITH',
		'EXPLAIN',
		'PRAGMA',
	],
	...[
		'TABLE',
		'INDEX',
		'VIEW',
		'TRIGGER',
		'UNIQUE',
		'PRIMARY',
		'INTO',
		'VALUES',
		'FROM',
		'WHERE',
		'SET',
		'JOIN',
	],
	...[
		'GROUP',
		'ORDER',
		'HAVING',
		'LIMIT',
		'OFFSET',
		'BETWEEN',
		'EXISTS',
		'DISTINCT',
		'RETURNING',
		'REFERENCES',
	],
	...[
		'BEGIN',
		'COMMIT',
		'ROLLBACK',
		'SAVEPOINT',
		'RELEASE',
		'VACUUM',
		'ANALYZE',
		'REINDEX',
		'ATTACH',
		'DETACH',
	],
];

/** What people write who come from another database or shell, by the statement's first word, and what it is here. */
const foreignVerbs: Readonly<Record<string, string>> = {
	SHOW: 'SQLite has no SHOW: .tables lists the tables, .schema shows how they were made.',
	DESCRIBE: 'SQLite has no DESCRIBE: .schema TABLE shows how a table was made.',
	DESC: 'SQLite has no DESC for tables: .schema TABLE shows how a table was made.',
	USE: 'SQLite has no USE: a database is a file, and .databases lists those that are open.',
	TRUNCATE: 'SQLite has no TRUNCATE: DELETE FROM TABLE without WHERE does it.',
	QUIT: 'Dot commands begin with a dot: .quit',
	EXIT: 'Dot commands begin with a dot: .quit',
	HELP: 'Dot commands begin with a dot: .help',
	TABLES: 'Dot commands begin with a dot: .tables',
	SCHEMA: 'Dot commands begin with a dot: .schema',
};

/** Types and words of other databases that SQLite's grammar has no place for, and what it has instead. */
const foreignWords: Readonly<Record<string, string>> = {
	AUTO_INCREMENT:
		'SQLite has no AUTO_INCREMENT: an INTEGER PRIMARY KEY counts by itself. AUTOINCREMENT, as one word, only keeps numbers from being used again.',
	ENUM: "SQLite has no ENUM: use TEXT CHECK (column IN ('a', 'b')).",
	UNSIGNED: 'SQLite has no UNSIGNED: use INTEGER CHECK (column >= 0).',
};

/** The token that SQLite names, and the one before it. */
const tokensAt = (
	{error, context}: Raised,
	text: string,
): {at: Token | undefined; before: Token | undefined} => {
	const tokens = tokenize(context.statement).filter(token => !isBlank(token));
	const byOffset = tokens.findIndex(({start}) => start === error.offset);
	const index = byOffset === -1 ? tokens.findIndex(token => token.text === text) : byOffset;
	return {at: tokens[index], before: tokens[index - 1]};
};

const misspelt = (token: Token | undefined): string | undefined => {
	if (token?.kind !== 'identifier' || nameOf(token) !== token.text) return undefined;
	const word = nearestName(token.text, clauseWords);
	return word && `Did you mean ${word} where it says ${token.text}?`;
};

const adviceNear = (raised: Raised, text: string): string => {
	const [verb = ''] = /[A-Za-z]+/.exec(raised.context.statement) ?? [];
	const foreign = foreignVerbs[verb.toUpperCase()] ?? foreignWords[text.toUpperCase()];
	if (foreign) return foreign;
	const {at, before} = tokensAt(raised, text);
	const meant = misspelt(at) ?? misspelt(before);
	if (meant) return meant;
	if (text === '.') return 'A dot command, such as .tables, stands on a line of its own.';
	if (isReserved(text)) {
		return `Look at what stands just before ${text}: something is missing or too much. As a name it needs double quotes: "${text}".`;
	}
	return 'Look at what stands just before it: the mistake is there, or a comma, a parenthesis or a keyword is missing.';
};

const near = (raised: Raised): Texts => {
	const [, text = ''] = raised.found;
	return {
		short: `Not understood from ${text} on.`,
		meaning: `SQLite's parser reads a statement from left to right, and ${text} is the first word that cannot stand where it stands. Nothing was run.`,
		advice: adviceNear(raised, text),
		detail: [
			'A syntax error is found before anything is done and before the database is looked at, so it is the same on every node.',
		],
	};
};

const unrecognized = ({found}: Raised): Texts => {
	const [, text = ''] = found;
	const quote = /^x?'|^["`[]/i.exec(text)?.[0];
	if (quote && !text.endsWith(quote === '[' ? ']' : quote.at(-1)!)) {
		return {
			short: `The ${quote} is not closed.`,
			meaning: `A text or name that begins with ${quote} goes on to the end of the statement. Nothing was run.`,
			advice: `Close it. A ' within a text is written twice: 'it''s'.`,
		};
	}
	return {
		short: `SQLite does not know ${text}.`,
		meaning: `${text} is not a word, a number, a text or a sign of SQL. Nothing was run.`,
		advice: /^\d/.test(text)
			? `A name does not begin with a digit; if it has to, put it in double quotes: "${text}".`
			: 'Take it out, or put it in single quotes if it is a text.',
	};
};

/** Statements that SQLite cannot read. */
export const syntax: readonly Entry[] = [
	{id: 'syntax', words: /^near "(.*)": syntax error$/s, texts: near},
	{id: 'unrecognized-token', words: /^unrecognized token: "(.*)"$/s, texts: unrecognized},
	{
		id: 'incomplete',
		words: /^incomplete input$/,
		texts: {
			short: 'The statement ends too early.',
			meaning:
				'SQLite understood everything up to the end, and something has to follow there. Nothing was run.',
			advice: 'Write the rest: a closing parenthesis, the name of a table, END; of a trigger.',
		},
	},
];
