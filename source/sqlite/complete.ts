import {type Candidate, matching, type Named} from './complete/candidates.ts';
import {wantedAfter} from './complete/clause.ts';
import {inputAt, type Place, placeIn} from './complete/place.ts';
import {
	commonKeywords,
	dotsOfTables,
	followers,
	functions,
	pragmas,
	statementVerbs,
} from './complete/words.ts';
import {dotCommands} from './dot-commands.ts';
import {quoteIdentifier} from './identifier.ts';
import {keywords} from './keywords.ts';
import {nameOf, type Token} from './tokens.ts';

export type {Candidate} from './complete/candidates.ts';

/** Tables and views with their columns, as far as they are known. */
export interface CompletionSchema {
	readonly tables: readonly SchemaTable[];
}

interface SchemaTable {
	readonly name: string;
	readonly columns: readonly string[];
}

/** What can be put in the place of the text between `from` and `to`, the best first. */
export interface Completions {
	readonly from: number;
	readonly to: number;
	readonly candidates: readonly Candidate[];
}

const allKeywords = [...commonKeywords, ...keywords];

const named = (kind: Candidate['kind'], names: readonly string[], isQuoted = false): readonly Named[] =>
	names.map(name => ({
		name,
		kind,
		text: isQuoted ? `"${name.replaceAll('"', '""')}"` : quoteIdentifier(name),
	}));

/** Keywords and functions in the case in which one writes: that of the word, else that of the last keyword. */
const isLowerCase = ({typed, before}: Place): boolean => {
	const sample = /[a-z]/i.test(typed) ? typed : before.findLast(({kind}) => kind === 'keyword')?.text;
	return sample !== undefined && sample === sample.toLowerCase();
};

const keywordsOf = (words: Iterable<string>, place: Place): readonly Named[] =>
	Array.from(words, name => ({
		name,
		kind: 'keyword' as const,
		text: isLowerCase(place) ? name.toLowerCase() : name,
	}));

const functionsOf = ({typed}: Place): readonly Named[] => {
	const isUpper = /[A-Z]/.test(typed) && typed === typed.toUpperCase() && typed.length > 1;
	return functions.map(name => ({name, kind: 'function', text: `${isUpper ? name.toUpperCase() : name}(`}));
};

interface Mentioned {
	readonly table: SchemaTable;
	readonly alias: string | undefined;
}

/** Tables that a statement names, with their aliases, wherever in it the cursor is. */
const mentionedIn = (statement: readonly Token[], {tables}: CompletionSchema): readonly Mentioned[] =>
	statement.flatMap((token, at) => {
		if (token.kind !== 'identifier' && token.kind !== 'keyword') return [];
		const name = nameOf(token).toLowerCase();
		const table = tables.find(candidate => candidate.name.toLowerCase() === name);
		if (!table) return [];
		const next = statement[at + 1];
		const second = next?.text.toUpperCase() === 'AS' ? statement[at + 2] : next;
		return [{table, alias: second?.kind === 'identifier' ? nameOf(second) : undefined}];
	});

const columnsOf = (place: Place, schema: CompletionSchema): readonly Named[] => {
	const mentioned = mentionedIn(place.statement, schema);
	// With no table named yet, any column may be meant, but only one that was begun.
	const tables = mentioned.length > 0 ? mentioned.map(({table}) => table) : place.typed ? schema.tables : [];
	return named(
		'column',
		tables.flatMap(({columns}) => columns),
		place.isQuoted,
	);
};

const qualified = (qualifier: string, place: Place, schema: CompletionSchema): readonly Named[] => {
	const wanted = qualifier.toLowerCase();
	const tables = schema.tables.map(({name}) => name);
	if (wanted === 'main' || wanted === 'temp') return named('table', tables, place.isQuoted);
	const aliased = mentionedIn(place.statement, schema).find(({alias}) => alias?.toLowerCase() === wanted);
	const table = aliased?.table ?? schema.tables.find(({name}) => name.toLowerCase() === wanted);
	return named('column', table?.columns ?? [], place.isQuoted);
};

const expression = (place: Place, schema: CompletionSchema): readonly Named[] => {
	const columns = columnsOf(place, schema);
	if (place.isQuoted || place.typed === '') return columns;
	const aliases = mentionedIn(place.statement, schema).map(({table, alias}) => alias ?? table.name);
	return [...columns, ...named('table', aliases), ...functionsOf(place), ...keywordsOf(allKeywords, place)];
};

const candidatesAt = (place: Place, schema: CompletionSchema): readonly Named[] => {
	const wanted = wantedAfter(place.before, word => Object.hasOwn(followers, word));
	switch (wanted.what) {
		case 'nothing':
			return [];
		case 'verb':
			return place.typed ? keywordsOf(statementVerbs, place) : [];
		case 'follower': {
			const words = keywordsOf(followers[wanted.of] ?? [], place);
			const isOne = words.some(({name}) => name.startsWith(place.typed.toUpperCase()));
			return isOne ? words : expression(place, schema);
		}
		case 'pragma':
			return named('pragma', pragmas);
		case 'table':
			return named(
				'table',
				schema.tables.map(({name}) => name),
				place.isQuoted,
			);
		case 'column-of':
			return qualified(wanted.qualifier, place, schema);
		case 'expression':
			return expression(place, schema);
		case 'keyword':
			return place.typed ? keywordsOf(allKeywords, place) : [];
	}
};

/** A dot command's name, or the table behind it. */
const completeDot = (text: string, start: number, cursor: number, schema: CompletionSchema): Completions => {
	const [, name = '', argument] = /^\.(\S*)(?:\s+(.*))?$/s.exec(text.slice(start, cursor)) ?? [];
	if (argument === undefined) {
		const dots = dotCommands.map(({name: is}) => ({name: is, text: `.${is}`, kind: 'dot' as const}));
		return {from: start, to: cursor, candidates: matching(name, dots).filter(dot => dot.text !== `.${name}`)};
	}
	const isOfTables = [...dotsOfTables].some(dot => name.length > 1 && dot.startsWith(name.toLowerCase()));
	const tables = schema.tables.map(table => ({
		name: table.name,
		text: /^[^\s'"\\]+$/.test(table.name) ? table.name : `'${table.name}'`,
		kind: 'table' as const,
	}));
	return {
		from: cursor - argument.length,
		to: cursor,
		candidates: isOfTables ? matching(argument, tables) : [],
	};
};

/**
 * What the word before the cursor can become, by where it stands in its statement. Keywords come in the case in
 * which one writes; names that need quotes get them. `cursor` is in UTF-16 units.
 */
export const completeSql = (text: string, cursor: number, schema: CompletionSchema): Completions => {
	const {start, end, isDot} = inputAt(text, cursor);
	if (isDot) return completeDot(text, start, cursor, schema);
	const place = placeIn(text, start, end, cursor);
	if (!place) return {from: cursor, to: cursor, candidates: []};
	// A quote that the editor or the person closed already is part of what is replaced.
	const isClosed = place.isQuoted && /^["`\]]/.test(text.slice(cursor));
	return {
		from: place.from,
		to: isClosed ? cursor + 1 : cursor,
		candidates: matching(place.typed, candidatesAt(place, schema)),
	};
};
