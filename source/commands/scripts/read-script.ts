import {readFileSync} from 'node:fs';
import {EmbeddedError} from '../../drivers/embedded/client.ts';

/** The text of a script's file. Throws an EmbeddedError. */
export function readScript(file: string): string {
	try {
		return readFileSync(file, 'utf8');
	} catch (error) {
		const {code, message} = error as NodeJS.ErrnoException;
		const reasons: Readonly<Record<string, string>> = {
			ENOENT: `${file} does not exist; a script is a YAML file.`,
			EISDIR: `${file} is a folder; a script is a YAML file.`,
		};
		throw new EmbeddedError(2, reasons[code ?? ''] ?? `${file} cannot be read: ${message}`);
	}
}
