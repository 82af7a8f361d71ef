/** What keys do to the prompt, by readline's names where it has one. */
export type EditorCommand =
	| 'newline'
	| 'backward-char'
	| 'forward-char'
	| 'backward-word'
	| 'forward-word'
	| 'beginning-of-line'
	| 'end-of-line'
	| 'beginning-of-buffer'
	| 'end-of-buffer'
	/** The line above; from the first line, the entry before in the history. */
	| 'previous-line'
	/** The line below; from the last line, the next entry of the history. */
	| 'next-line'
	| 'previous-history'
	| 'next-history'
	| 'delete-char'
	| 'backward-delete-char'
	| 'kill-line'
	| 'unix-line-discard'
	| 'unix-word-rubout'
	| 'kill-word'
	| 'backward-kill-word'
	| 'yank'
	| 'yank-pop'
	| 'transpose-chars'
	| 'upcase-word'
	| 'downcase-word'
	| 'capitalize-word'
	| 'undo'
	/** Begins an incremental search; within one, finds the next older entry. */
	| 'reverse-search-history'
	/** Ends a search where it is; every other action but those on its query does so first. */
	| 'accept-search'
	/** Ends a search and goes back to what was there before it. */
	| 'abort'
	/** Empties the prompt and keeps its text in the history. */
	| 'accept-line'
	/** Empties the prompt; it can be undone. */
	| 'clear';

export type EditorAction =
	| {readonly type: EditorCommand}
	/** Typed or pasted text; to the query while searching. */
	| {readonly type: 'insert'; readonly text: string}
	/** Puts text in place of a range and the cursor behind it, as a completion does. */
	| {readonly type: 'replace'; readonly start: number; readonly end: number; readonly text: string}
	/** Puts another text in place of the whole, as an external editor does. */
	| {readonly type: 'set-text'; readonly text: string}
	/** The history has been read; what was typed meanwhile stays. Entries of this run are its last. */
	| {readonly type: 'set-history'; readonly entries: readonly string[]};
