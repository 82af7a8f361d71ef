/** How much the prompt takes and remembers. */
export interface EditorLimits {
	/** Bytes of the text, in UTF-8. */
	readonly textBytes: number;
	/** Steps that can be undone. */
	readonly undoSteps: number;
	/** Killed texts that can be yanked. */
	readonly kills: number;
	/** Entries of history. */
	readonly history: number;
}

/** Where in the history the prompt is. */
export interface Walk {
	/** Index of the entry that is shown; the number of entries for what is being typed. */
	readonly position: number;
	/** Texts that were changed or typed and then left by walking on, by position. */
	readonly drafts: ReadonlyMap<number, string>;
}

/** What undoing goes back to. */
export interface Moment {
	readonly text: string;
	readonly cursor: number;
	readonly walk: Walk;
}

/** An incremental search in the history. While it is there, the text is the entry that was found. */
export interface Search {
	readonly query: string;
	/** Which entry was found, and where in it the query is, in UTF-16 units. */
	readonly match?: {readonly entry: number; readonly start: number; readonly end: number};
	/** There is no (further) entry with the query; `match` is the last one that had it, if any. */
	readonly failed: boolean;
	/** What was there before, for aborting. */
	readonly origin: Moment;
}

/** What the last action was, where the next one depends on it. */
export type LastAction =
	| {readonly kind: 'other' | 'insert' | 'erase' | 'kill'}
	/** The range that was yanked, and which of the kills it is. */
	| {readonly kind: 'yank'; readonly start: number; readonly end: number; readonly kill: number};

/** The prompt: a text of several lines with a cursor, and all that its keys need. Plain data. */
export interface EditorState {
	/** Lines are separated by `\n`; there is no `\r`. */
	readonly text: string;
	/** UTF-16 index, always at the beginning or end of a grapheme. */
	readonly cursor: number;
	/** The column that moving up and down keeps to; undefined after any other action. */
	readonly column?: number | undefined;
	/** The latest first. */
	readonly kills: readonly string[];
	/** The latest last. */
	readonly undo: readonly Moment[];
	/** The history, the oldest first. */
	readonly entries: readonly string[];
	readonly walk: Walk;
	readonly search?: Search | undefined;
	/** The query of the last search, for searching again. */
	readonly lastQuery: string;
	readonly last: LastAction;
	/** The last action was refused because the text would have become longer than the limit. */
	readonly full: boolean;
	readonly limits: EditorLimits;
}

/** An empty prompt. */
export function createEditor(limits: EditorLimits, history: readonly string[] = []): EditorState {
	const entries = history.slice(-limits.history);
	return {
		text: '',
		cursor: 0,
		kills: [],
		undo: [],
		entries,
		walk: {position: entries.length, drafts: new Map()},
		lastQuery: '',
		last: {kind: 'other'},
		full: false,
		limits,
	};
}
