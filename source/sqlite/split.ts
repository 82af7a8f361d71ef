import {type Token, tokenAt} from './tokens.ts';

/** A complete statement with its semicolon and the comments before it; offsets in UTF-16 units. */
export interface Statement {
	readonly text: string;
	readonly start: number;
	readonly end: number;
}

/** What stands at the end of a text and is not yet a complete statement. */
export interface Rest {
	readonly text: string;
	readonly start: number;
}

export interface StatementSplit {
	readonly statements: readonly Statement[];
	readonly rest: Rest | undefined;
}

/** One thing that a person typed or pasted: a statement, or a dot command without its line break. */
export type InputItem =
	| {readonly kind: 'statement'; readonly text: string; readonly start: number; readonly end: number}
	| {readonly kind: 'dot'; readonly text: string; readonly start: number; readonly end: number};

export interface InputSplit {
	readonly items: readonly InputItem[];
	readonly rest: Rest | undefined;
}

type State = 'invalid' | 'start' | 'normal' | 'explain' | 'create' | 'trigger' | 'semicolon' | 'end';
type Input = 'semicolon' | 'space' | 'other' | 'explain' | 'create' | 'temp' | 'trigger' | 'end';
type Row = Readonly<Partial<Record<Input, State>> & {other: State}>;

const fromStart: Row = {semicolon: 'start', other: 'normal', explain: 'explain', create: 'create'};

/**
 * sqlite3_complete's states (https://sqlite.org/c3ref/complete.html): a semicolon ends a statement, but inside
 * CREATE TRIGGER only the one of `; END ;` does. An input that a row does not name counts as `other`; white
 * space and comments change nothing.
 */
const transitions: Readonly<Record<State, Row>> = {
	invalid: fromStart,
	start: fromStart,
	normal: {semicolon: 'start', other: 'normal'},
	explain: {
		semicolon: 'start',
		other: 'explain',
		explain: 'normal',
		create: 'create',
		temp: 'normal',
		trigger: 'normal',
		end: 'normal',
	},
	create: {semicolon: 'start', other: 'normal', temp: 'create', trigger: 'trigger'},
	trigger: {semicolon: 'semicolon', other: 'trigger'},
	semicolon: {semicolon: 'semicolon', other: 'trigger', end: 'end'},
	end: {semicolon: 'start', other: 'trigger'},
};

const wordInputs: Readonly<Record<string, Input>> = {
	EXPLAIN: 'explain',
	CREATE: 'create',
	TEMP: 'temp',
	TEMPORARY: 'temp',
	TRIGGER: 'trigger',
	END: 'end',
};

const inputOf = (token: Token): Input => {
	if (token.kind === 'space' || token.kind === 'comment') return 'space';
	if (token.text === ';') return 'semicolon';
	return (token.kind === 'keyword' && wordInputs[token.text.toUpperCase()]) || 'other';
};

const step = (state: State, input: Input): State =>
	input === 'space' ? state : (transitions[state][input] ?? transitions[state].other);

/** Whether a text ends with a complete statement, exactly as sqlite3_complete says. */
export const isComplete = (text: string): boolean => {
	let state: State = 'invalid';
	for (let at = 0; at < text.length; ) {
		const token = tokenAt(text, at);
		if (token.kind === 'unfinished') return false;
		state = step(state, inputOf(token));
		at = token.end;
	}
	return state === 'start';
};

/** Where the line ends that `at` lies in: its line break or the end of the text. */
const lineEnd = (text: string, at: number): number => {
	const end = text.indexOf('\n', at);
	return end === -1 ? text.length : end;
};

/**
 * A line that is not SQL, where a statement could start: it begins with a dot, or with `#`, which the sqlite3
 * shell takes for a comment.
 */
const lineCommandAt = (text: string, at: number): 'dot' | 'comment' | undefined => {
	const before = text.slice(text.lastIndexOf('\n', at - 1) + 1, at);
	if (text[at] === '.' && /^[ \t]*$/.test(before)) return 'dot';
	return text[at] === '#' && before === '' ? 'comment' : undefined;
};

class Splitter {
	readonly #text: string;
	readonly #lineCommands: boolean;
	readonly #items: InputItem[] = [];
	#at = 0;
	#state: State = 'invalid';
	/** Where the current statement, or the comment before it, begins. */
	#start: number | undefined;
	/** The current statement has more than comments in it. */
	#hasContent = false;

	constructor(text: string, lineCommands: boolean) {
		this.#text = text;
		this.#lineCommands = lineCommands;
	}

	split(): InputSplit {
		while (this.#at < this.#text.length) {
			if (!(this.#lineCommands && !this.#hasContent && this.#takeLine())) this.#takeToken();
		}
		const start = this.#start;
		const isOpen = start !== undefined && this.#hasContent;
		return {items: this.#items, rest: isOpen ? {text: this.#text.slice(start), start} : undefined};
	}

	#takeLine(): boolean {
		const start = this.#at;
		const kind = lineCommandAt(this.#text, start);
		if (!kind) return false;
		const line = this.#text.slice(start, lineEnd(this.#text, start)).trimEnd();
		this.#at = lineEnd(this.#text, start);
		this.#reset();
		if (kind === 'dot') this.#items.push({kind: 'dot', text: line, start, end: start + line.length});
		return true;
	}

	#takeToken(): void {
		const token = tokenAt(this.#text, this.#at);
		this.#at = token.end;
		const input = inputOf(token);
		if (token.kind === 'space' || (token.kind === 'comment' && this.#isTrailing(token))) return;
		this.#start ??= token.start;
		if (token.kind === 'comment') return;
		this.#state = step(this.#state, input);
		if (this.#state === 'start') this.#endStatement(token.end);
		else this.#hasContent = true;
	}

	/** A comment behind a statement, on the line where that ended, is not about the next one. */
	#isTrailing(token: Token): boolean {
		const last = this.#items.at(-1);
		if (this.#start !== undefined || !last) return false;
		const isSameLine = !this.#text.slice(last.end, token.end).includes('\n');
		return isSameLine && /^[ \t\r]*$/.test(this.#text.slice(token.end, lineEnd(this.#text, token.end)));
	}

	#endStatement(end: number): void {
		const start = this.#start;
		// A semicolon on its own is complete for SQLite, but there is nothing to run.
		if (this.#hasContent && start !== undefined) {
			this.#items.push({kind: 'statement', text: this.#text.slice(start, end), start, end});
		}
		this.#reset();
	}

	#reset(): void {
		this.#state = 'invalid';
		this.#start = undefined;
		this.#hasContent = false;
	}
}

/**
 * The complete statements of a text, in order, and what is left unfinished at its end (undefined where that is
 * blank or comment only). Comments before a statement belong to it; semicolons on their own are left out.
 */
export const splitStatements = (text: string): StatementSplit => {
	const {items, rest} = new Splitter(text, false).split();
	return {statements: items.map(({text, start, end}) => ({text, start, end})), rest};
};

/** As splitStatements, but lines that begin with a dot where a statement could start are dot commands. */
export const splitInput = (text: string): InputSplit => new Splitter(text, true).split();
