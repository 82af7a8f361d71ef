import {primaryCode} from '../result-codes.ts';

/** An error as the node raised it. */
export interface RaisedError {
	/** SQLite's result code by name, or one of litescope's own that begins with `LITESCOPE_`. */
	readonly code: string;
	readonly number?: number;
	readonly message: string;
	/** Where in the statement it is, in UTF-16 units. */
	readonly offset?: number;
}

/** Where an error was raised. */
export interface ErrorContext {
	readonly node: string;
	readonly role: 'primary' | 'replica';
	/** The primary's name, where there is one. */
	readonly primary?: string;
	/** The database's journal mode on this node, e.g. `wal`. */
	readonly journalMode: string;
	readonly statement: string;
	/** A transaction is open after the statement. */
	readonly inTransaction: boolean;
	/** Tables that the primary has. */
	readonly onPrimary?: readonly string[];
	/** Tables of this node with their columns, for names that were misspelt. */
	readonly tables?: readonly {readonly name: string; readonly columns: readonly string[]}[];
	/** Which driver, e.g. `embedded`. */
	readonly driver: string;
}

/** What a person can do at once about an error. */
export type ErrorAction = 'run-on-primary' | 'forward' | 'run-again' | 'rollback';

/** What an error means where it was raised. All texts may have names in them, which are untrusted. */
export interface Explanation {
	readonly id: string;
	/** One line of about 36 columns. */
	readonly short: string;
	/** What it means here. */
	readonly meaning: string;
	/** What to do. */
	readonly advice: string;
	/** Paragraphs with the rest of the story. */
	readonly detail: readonly string[];
	readonly actions: readonly ErrorAction[];
}

export type Texts = Omit<Explanation, 'id' | 'detail' | 'actions'> &
	Partial<Pick<Explanation, 'detail' | 'actions'>>;

/** What an entry explains: the error, where it was raised, and what its `words` found in the message. */
export interface Raised {
	readonly error: RaisedError;
	readonly context: ErrorContext;
	/** What `words` found: the whole and its groups. */
	readonly found: readonly string[];
	/** The primary's name, or `the primary`. */
	readonly primary: string;
}

/** One entry of the catalogue. It is for an error to which all of codes, words and when apply. */
export interface Entry {
	readonly id: string;
	/** Primary result codes; without them any. */
	readonly codes?: readonly string[];
	/** The message, by SQLite's words. */
	readonly words?: RegExp;
	readonly when?: (error: RaisedError, context: ErrorContext) => boolean;
	readonly texts: Texts | ((raised: Raised) => Texts);
}

/** The entry's explanation, or undefined where it is for other errors. */
export const explainBy = (
	{id, codes, words, when, texts}: Entry,
	error: RaisedError,
	context: ErrorContext,
): Explanation | undefined => {
	if (codes && !codes.includes(primaryCode(error))) return undefined;
	const found = words ? words.exec(error.message) : [error.message];
	if (!found || (when && !when(error, context))) return undefined;
	const primary = context.primary ?? 'the primary';
	const said = typeof texts === 'function' ? texts({error, context, found, primary}) : texts;
	return {id, detail: [], actions: [], ...said};
};
