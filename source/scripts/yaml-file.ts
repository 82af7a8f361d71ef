import {type Document, isMap, isNode, isScalar, LineCounter, parseDocument, type Scalar, visit} from 'yaml';
import type {Fault, Mistake} from './mistake.ts';

/** A YAML file that was read: what is in it, and where. */
export interface YamlFile {
	readonly value: unknown;
	/** What keeps it from being read. */
	readonly mistakes: readonly Mistake[];
	/** The place of a fault: that of what is nearest to its path. */
	locate(fault: Fault): Mistake;
}

/** Something wrong in the text itself: a sentence, and how many UTF-16 units stand before it. */
interface TextFault {
	readonly offset: number;
	readonly text: string;
}

/** Reads YAML 1.2. Never throws: what is wrong is in `mistakes`. */
export function readYaml(text: string): YamlFile {
	const lineCounter = new LineCounter();
	const document = parseDocument(text, {lineCounter, prettyErrors: false});
	const at = (offset: number, words: string): Mistake => {
		const {line, col} = lineCounter.linePos(offset);
		return {line: Math.max(1, line), column: Math.max(1, col), text: words};
	};
	const faults = syntaxFaults(document);
	const read = faults.length > 0 ? {faults} : contentOf(document);
	return {
		value: 'value' in read ? read.value : undefined,
		mistakes: 'faults' in read ? read.faults.map(({offset, text: words}) => at(offset, words)) : [],
		locate: fault => at(offsetOf(document, fault), fault.text),
	};
}

/** What some faults mean here, in place of what the parser says. */
const meanings: Readonly<Record<string, string>> = {
	MULTIPLE_DOCS: 'A script is one YAML document, and another begins here.',
	RESOURCE_EXHAUSTION: 'This is nested too deeply.',
};

function syntaxFaults(document: Document.Parsed): readonly TextFault[] {
	// What the parser only warns of would be read as something else than its author meant.
	const told = [...document.errors, ...document.warnings].map(({pos, code, message}) => ({
		offset: pos[0],
		text: meanings[code] ?? `This is not YAML: ${message}`,
	}));
	return told.length > 0 ? told : nodeFaults(document);
}

/** Keys that are no words, and aliases of what there is not: the parser lets both pass. */
function nodeFaults(document: Document.Parsed): readonly TextFault[] {
	const faults: TextFault[] = [];
	const anchors = new Set<string>();
	visit(document, {
		Node(_, node) {
			if ('anchor' in node && node.anchor) anchors.add(node.anchor);
		},
		Alias(_, {source, range}) {
			if (!anchors.has(source))
				faults.push({
					offset: range?.[0] ?? 0,
					text: `There is no \`&${source}\` before this \`*${source}\`.`,
				});
		},
		Pair(_, {key}) {
			if (!isScalar(key)) faults.push({offset: offsetIn(key), text: 'A key is a word.'});
		},
	});
	return faults;
}

function contentOf(document: Document.Parsed): {readonly value: unknown} | {readonly faults: TextFault[]} {
	try {
		return {value: document.toJS()};
	} catch {
		// Aliases of aliases: few lines can stand for more than any memory has.
		let first: number | undefined;
		visit(document, {
			Alias(_, alias) {
				first = offsetIn(alias);
				return visit.BREAK;
			},
		});
		return {faults: [{offset: first ?? 0, text: 'What the aliases of this file stand for is too much.'}]};
	}
}

/** Where in the text a path leads to, as far as the file goes along with it. */
function offsetOf(document: Document, {path, atKey}: Fault): number {
	const key = atKey ? keyOffset(document, path) : undefined;
	if (key !== undefined) return key;
	for (let length = path.length; length >= 0; length -= 1) {
		const node = document.getIn(path.slice(0, length), true);
		if (isNode(node) && node.range) return node.range[0];
	}
	return 0;
}

function keyOffset(document: Document, path: Fault['path']): number | undefined {
	const parent = document.getIn(path.slice(0, -1), true);
	if (!isMap(parent)) return undefined;
	const pair = parent.items.find(({key}) => isScalar(key) && nameOf(key) === path.at(-1));
	return pair && isScalar(pair.key) ? pair.key.range?.[0] : undefined;
}

/** A key as it is in what was read: a number or `true` is a text there. */
function nameOf({value}: Scalar): string {
	return value === null ? '' : String(value);
}

function offsetIn(node: unknown): number {
	return isNode(node) ? (node.range?.[0] ?? 0) : 0;
}
