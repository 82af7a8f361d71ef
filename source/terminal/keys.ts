import type {Key} from './key.ts';
import {collectPaste, type PasteCollector} from './paste.ts';
import {character, control, fromCsi, fromSs3, isRxvtKey, named, unmodifiedAlt} from './sequence.ts';

/** Turns what a terminal sends into keys. It has no timer: see `pending`. */
export interface KeyDecoder {
	/** Takes bytes as they were read; every key that is complete is emitted before this returns. */
	write(bytes: Uint8Array): void;
	/**
	 * True after bytes that are a key by themselves or the beginning of another, such as a lone ESC. When nothing
	 * has come for a moment (25 ms is usual) the caller calls `flush`.
	 */
	pending(): boolean;
	/** Nothing more comes for now: what is pending was a key by itself. */
	flush(): void;
}

/** Parameters longer than any key's are not kept. */
const bodyLength = 64;

/** Characters after ESC that begin a string the terminal sends (OSC, DCS, APC, PM, SOS); none holds keys. */
const stringIntroducers = ']P_^X';

type State =
	| {readonly in: 'ground'}
	| {readonly in: 'escape'; readonly escapes: 1 | 2}
	| {readonly in: 'csi' | 'ss3'; readonly alt: boolean; readonly body: string}
	/** `introducer` until something has followed it. */
	| {readonly in: 'string'; readonly introducer: string | undefined; readonly escaped: boolean}
	/** The three characters of an X10 mouse report. */
	| {readonly in: 'mouse'; readonly left: number}
	| {readonly in: 'paste'; readonly collector: PasteCollector};

const ground: State = {in: 'ground'};
const isControl = (code: number) => code < 0x20 || code === 0x7f;

/**
 * A decoder of what xterm, its descendants, rxvt, the Linux console and the kitty protocol send, in UTF-8, with
 * bracketed paste. Replies, reports and unknown sequences are dropped and never become text.
 *
 * Graphemes that came in one read stay in one text event.
 */
export function createKeyDecoder(
	emit: (key: Key) => void,
	options: {readonly pasteBytes: number},
): KeyDecoder {
	const decoder = new TextDecoder('utf-8', {ignoreBOM: true});
	let state: State = ground;

	const emitIf = (key: Key | undefined) => {
		if (key !== undefined) {
			emit(key);
		}
	};

	/** Takes a character in a state other than ground and paste. False: it belongs to what comes next. */
	function step(char: string): boolean {
		switch (state.in) {
			case 'escape':
				return stepEscape(char, state.escapes);
			case 'csi':
			case 'ss3':
				return stepSequence(char, state);
			case 'string':
				return stepString(char, state.escaped);
			case 'mouse':
				state = state.left > 1 ? {in: 'mouse', left: state.left - 1} : ground;
				return true;
			default:
				return false;
		}
	}

	function stepEscape(char: string, escapes: 1 | 2): boolean {
		const code = char.charCodeAt(0);
		if (char === '\u001b') {
			if (escapes === 2) {
				emit(named('escape'));
			}
			state = {in: 'escape', escapes: 2};
			return true;
		}
		if (char === '[' || char === 'O') {
			state = {in: char === '[' ? 'csi' : 'ss3', alt: escapes === 2, body: ''};
			return true;
		}
		if (escapes === 2) {
			emit(named('escape'));
		}
		if (stringIntroducers.includes(char)) {
			state = {in: 'string', introducer: char, escaped: false};
			return true;
		}
		state = ground;
		emit(isControl(code) ? control(code, true) : character(char, unmodifiedAlt));
		return true;
	}

	function stepSequence(char: string, sequence: State & {in: 'csi' | 'ss3'}): boolean {
		const code = char.charCodeAt(0);
		const {alt, body} = sequence;
		if (isControl(code) || code > 0x7e) {
			state = ground;
			return false;
		}
		const isParameter = code < 0x40 && !(sequence.in === 'csi' && isRxvtKey(body, char));
		if (isParameter || (sequence.in === 'csi' && body === '' && char === '[')) {
			state = {...sequence, body: body.length < bodyLength ? body + char : body};
			return true;
		}
		state = ground;
		if (sequence.in === 'ss3') {
			emitIf(fromSs3(body, char, alt));
		} else if (char === 'M' && body === '') {
			state = {in: 'mouse', left: 3};
		} else if (char === '~' && body === '200') {
			state = {in: 'paste', collector: collectPaste(options.pasteBytes)};
		} else {
			emitIf(fromCsi(body, char, alt));
		}
		return true;
	}

	function stepString(char: string, escaped: boolean): boolean {
		if (char === '\u001b') {
			state = {in: 'string', introducer: undefined, escaped: true};
			return true;
		}
		if (escaped) {
			state = char === '\\' ? ground : {in: 'escape', escapes: 1};
			return char === '\\';
		}
		// No reply holds other controls: its end is missing, and this is a key that was pressed.
		if (isControl(char.charCodeAt(0))) {
			state = ground;
			return char === '\u0007';
		}
		state = {in: 'string', introducer: undefined, escaped: false};
		return true;
	}

	/** Takes the text from `index` on in the ground state; returns where it stopped. */
	function stepGround(text: string, index: number): number {
		const code = text.charCodeAt(index);
		if (code === 0x1b) {
			state = {in: 'escape', escapes: 1};
			return index + 1;
		}
		if (isControl(code)) {
			emit(control(code, false));
			return index + 1;
		}
		const printable = /[^\0-\u001f\u007f]+/y;
		printable.lastIndex = index;
		const run = printable.exec(text)?.[0] ?? '';
		emit({kind: 'text', text: run});
		return index + run.length;
	}

	function take(text: string): void {
		let index = 0;
		let rest = text;
		while (index < rest.length) {
			if (state.in === 'paste') {
				const ended = state.collector.add(rest.slice(index));
				if (ended === undefined) {
					return;
				}
				state = ground;
				emit(ended.paste);
				rest = ended.rest;
				index = 0;
			} else if (state.in === 'ground') {
				index = stepGround(rest, index);
			} else {
				const char = String.fromCodePoint(rest.codePointAt(index) ?? 0);
				index += step(char) ? char.length : 0;
			}
		}
	}

	/** The key by itself of what has come so far, where it is one. */
	function alone(): readonly Key[] {
		switch (state.in) {
			case 'escape':
				return Array.from({length: state.escapes}, () => named('escape'));
			case 'csi':
			case 'ss3':
				return state.body === '' ? [character(state.in === 'csi' ? '[' : 'O', unmodifiedAlt)] : [];
			case 'string':
				return state.introducer === undefined ? [] : [character(state.introducer, unmodifiedAlt)];
			default:
				return [];
		}
	}

	return {
		write(bytes) {
			take(decoder.decode(bytes, {stream: true}));
		},
		pending() {
			return alone().length > 0;
		},
		flush() {
			const keys = alone();
			if (keys.length > 0) {
				state = ground;
				keys.forEach(emit);
			}
		},
	};
}
