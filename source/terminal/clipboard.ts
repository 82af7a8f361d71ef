/** The sequence that copies a text, or a sentence that says why it cannot be copied. */
export type Copying = {readonly sequence: string} | {readonly problem: string};

/**
 * What a terminal is sent to put a text on the clipboard of the person before it, also over SSH: OSC 52
 * (https://invisible-island.net/xterm/ctlseqs/ctlseqs.html). `limitBytes` is of the text in base64; terminals take
 * about 75,000 (hterm: 74,994) and drop longer ones without a word.
 */
export function copySequence(text: string, limitBytes: number): Copying {
	const encoded = Buffer.from(text, 'utf8').toString('base64');
	if (encoded.length > limitBytes) {
		const takenBytes = Math.floor(limitBytes / 4) * 3;
		const asText = (bytes: number) => bytes.toLocaleString('en-US');
		return {
			problem: `This is too long to copy: it has ${asText(Buffer.byteLength(text))} bytes, and terminals take ${asText(takenBytes)}. Export it to a file instead.`,
		};
	}
	return {sequence: `\u001b]52;c;${encoded}\u001b\\`};
}
