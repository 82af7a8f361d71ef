import {spawn} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

/** Opens a text in the person's editor and gives what they left. Rejects with a sentence; the text is theirs still. */
export async function editText(text: string): Promise<string> {
	const editor = process.env['VISUAL'] || process.env['EDITOR'] || 'vi';
	const folder = mkdtempSync(join(tmpdir(), 'litescope-prompt-'));
	const file = join(folder, 'statement.sql');
	try {
		writeFileSync(file, text, {mode: 0o600});
		// The variable holds a command line, as for git: it may have options.
		const status = await runHere('/bin/sh', ['-c', `${editor} "$1"`, 'editor', file]);
		if (status !== 0)
			throw new Error(`The editor (${editor}) ended with status ${status}: the prompt stays as it was.`);
		return readFileSync(file, 'utf8').replace(/\n$/, '');
	} finally {
		rmSync(folder, {recursive: true, force: true});
	}
}

/** Opens the sqlite3 shell by a command line. Gives a sentence where it could not be. */
export async function openShell([program = '', ...options]: readonly string[]): Promise<string | undefined> {
	const line = [program, ...options].join(' ');
	process.stdout.write(`The same by hand: ${line}\r\nCtrl+D comes back to litescope.\r\n`);
	try {
		await runHere(program, options);
		return undefined;
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT')
			return `There is no ${program} on this machine. With it, this opens the shell: ${line}`;
		return (error as Error).message;
	}
}

function runHere(command: string, options: readonly string[]): Promise<number | null> {
	return new Promise((resolve, reject) => {
		const child = spawn(command, options, {stdio: 'inherit'});
		child.on('error', reject);
		child.on('exit', resolve);
	});
}
