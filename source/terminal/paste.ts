import type {Key} from './key.ts';

/** What a terminal sends after the text of a bracketed paste. */
const end = '\u001b[201~';

/** Collects the text of one bracketed paste from parts that end anywhere. */
export interface PasteCollector {
	/** Takes what has come. Returns the paste and what followed it, once its end is there. */
	add(text: string): {readonly paste: Key; readonly rest: string} | undefined;
}

/** How much of the end mark the text ends with. */
function endBegun(text: string): number {
	for (let length = end.length - 1; length > 0; length -= 1) {
		if (text.endsWith(end.slice(0, length))) {
			return length;
		}
	}
	return 0;
}

/** Keeps at most `limitBytes` of UTF-8; what comes after them is dropped, and the paste says so. */
export function collectPaste(limitBytes: number): PasteCollector {
	let collected = '';
	let roomBytes = limitBytes;
	let truncated = false;
	let undecided = '';

	const keep = (text: string) => {
		const bytes = Buffer.byteLength(text);
		if (!truncated && bytes <= roomBytes) {
			collected += text;
			roomBytes -= bytes;
			return;
		}
		if (!truncated) {
			collected += text.slice(0, new TextEncoder().encodeInto(text, new Uint8Array(roomBytes)).read);
			truncated = true;
		}
	};

	return {
		add(text) {
			const all = undecided + text;
			const at = all.indexOf(end);
			if (at === -1) {
				const decided = all.length - endBegun(all);
				undecided = all.slice(decided);
				keep(all.slice(0, decided));
				return undefined;
			}
			keep(all.slice(0, at));
			return {
				paste: {kind: 'paste', text: collected.replaceAll(/\r\n?/g, '\n'), truncated},
				rest: all.slice(at + end.length),
			};
		},
	};
}
