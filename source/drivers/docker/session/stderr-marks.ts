/** The stderr of a shell, which is cut by the marks that it was made to write. */
export class StderrMarks {
	#text = '';
	#waiting: {readonly mark: string; resolve(text: string): void} | undefined;

	/** What has come since the last mark: the last words of a shell that ended by itself. */
	get rest(): string {
		return this.#text;
	}

	take(chunk: Buffer): void {
		this.#text += chunk.toString();
		this.#look();
	}

	/** What came before the line of a mark and behind the mark before it, as soon as all of it is there. */
	before(mark: string): Promise<string> {
		return new Promise(resolve => {
			this.#waiting = {mark, resolve};
			this.#look();
		});
	}

	#look(): void {
		if (!this.#waiting) return;
		const {mark, resolve} = this.#waiting;
		const at = this.#text.indexOf(`"${mark}"`);
		const end = at < 0 ? -1 : this.#text.indexOf('\n', at);
		if (end < 0) return;
		const before = this.#text.slice(0, this.#text.lastIndexOf('\n', at) + 1);
		this.#text = this.#text.slice(end + 1);
		this.#waiting = undefined;
		resolve(before);
	}
}
