import {type Document, isMap, isNode, isScalar, LineCounter, parseDocument} from 'yaml';
import type {Fault, Mistake} from './mistake.ts';

/** A YAML file that was read: what is in it, and where. */
export interface YamlFile {
	readonly value: unknown;
	/** What keeps it from being read. */
	readonly mistakes: readonly Mistake[];
	/** The place of a fault: that of what is nearest to its path. */
	locate(fault: Fault): Mistake;
}

/** Reads YAML 1.2. Never throws: what is wrong is in `mistakes`. */
export function readYaml(text: string): YamlFile {
	const lineCounter = new LineCounter();
	const document = parseDocument(text, {lineCounter, prettyErrors: false});
	const at = (offset: number, words: string): Mistake => {
		const {line, col} = lineCounter.linePos(offset);
		return {line: Math.max(1, line), column: Math.max(1, col), text: words};
	};
	const mistakes = document.errors.map(({pos, message}) => at(pos[0], `This is not YAML: ${message}`));
	return {
		value: mistakes.length > 0 ? undefined : document.toJS(),
		mistakes,
		locate: fault => at(offsetOf(document, fault), fault.text),
	};
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
	const pair = parent.items.find(({key}) => isScalar(key) && key.value === path.at(-1));
	return pair && isScalar(pair.key) ? pair.key.range?.[0] : undefined;
}
