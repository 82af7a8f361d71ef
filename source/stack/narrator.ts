import {createProgress} from './progress.ts';

/** Tells what Docker's lines are worth. */
export function narrator(say: (text: string) => void): (line: string) => void {
	const progress = createProgress();
	return line => {
		const text = progress(line);
		if (text !== undefined) say(text);
	};
}
