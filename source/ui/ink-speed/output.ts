import Output from '../../../node_modules/ink/build/output.js';
import {narrowText} from './narrow-line.ts';

type Options = ConstructorParameters<typeof Output>[0];

/** A line that is written, as Ink keeps it: what it is made of, and where it goes. */
interface Write {
	readonly x: number;
	readonly y: number;
	readonly text: string;
	readonly options: Parameters<Output['write']>[3];
}

/** A line of the screen as Ink makes it of a text that begins at its left edge. */
function drawn({text, options}: Write, width: number): string {
	const line = options.transformers.reduce((changed, transform) => transform(changed, 0), text);
	const narrow = narrowText(line);
	if (narrow !== undefined && narrow.length <= width) return line.trimEnd();
	const output = new Output({width, height: 1});
	output.write(0, 0, text, options);
	return output.get().output;
}

/**
 * Ink's output, quick for a screen of whole lines: Ink lays every character of every line into cells in every frame,
 * so that boxes may lie over one another; ours never do. What is no whole line goes the way it always goes. The bundle
 * gives this to Ink's renderer.
 */
export default class QuickOutput extends Output {
	readonly #size: Options;
	readonly #writes: Write[] = [];
	#isWholeLines = true;

	constructor(size: Options) {
		super(size);
		this.#size = size;
	}

	override write(x: number, y: number, text: string, options: Write['options']): void {
		super.write(x, y, text, options);
		this.#writes.push({x, y, text, options});
		if (x !== 0 || text.includes('\n')) this.#isWholeLines = false;
	}

	override clip(clip: Parameters<Output['clip']>[0]): void {
		super.clip(clip);
		this.#isWholeLines = false;
	}

	override get(): ReturnType<Output['get']> {
		const {width, height} = this.#size;
		const rows = new Map(this.#writes.map(write => [write.y, write]));
		if (!this.#isWholeLines || rows.size < this.#writes.length) return super.get();
		const lines = Array.from({length: height}, (_, y) => {
			const write = rows.get(y);
			return write ? drawn(write, width) : '';
		});
		return {output: lines.join('\n'), height};
	}
}
