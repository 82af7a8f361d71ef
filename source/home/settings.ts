import {readFileSync} from 'node:fs';

/** What a person can set, in `settings.json` in litescope's config folder. */
export interface Settings {
	/** Other chords for actions, by the action's name: `{"next-target": ["ctrl+n", "alt+n"]}`. */
	readonly keys: Readonly<Record<string, readonly string[]>>;
}

/**
 * Reads the settings. A file that is not there is none; of one that is wrong nothing is taken, and `problem` is a
 * sentence that says where. Never throws.
 */
export function readSettings(path: string): {readonly settings: Settings; readonly problem?: string} {
	const none = {keys: {}};
	let text: string;
	try {
		text = readFileSync(path, 'utf8');
	} catch (error) {
		const {code, message} = error as NodeJS.ErrnoException;
		return code === 'ENOENT'
			? {settings: none}
			: {settings: none, problem: `${path} cannot be read: ${message}.`};
	}
	try {
		const {keys = {}, ...unknown} = JSON.parse(text) as Record<string, unknown>;
		const [other] = Object.keys(unknown);
		if (other !== undefined)
			return {settings: none, problem: `${path} sets ${other}, and there is no such setting: there is keys.`};
		const wrong = Object.entries(keys as object).find(([, chords]) => !isChords(chords));
		if (wrong)
			return {
				settings: none,
				problem: `${path}: the keys of ${wrong[0]} must be a list of chords such as ["ctrl+n"].`,
			};
		return {settings: {keys: keys as Settings['keys']}};
	} catch (error) {
		return {settings: none, problem: `${path} is not JSON: ${(error as Error).message}.`};
	}
}

function isChords(value: unknown): value is readonly string[] {
	return Array.isArray(value) && value.every(chord => typeof chord === 'string' && chord !== '');
}
