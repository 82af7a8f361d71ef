// A program that takes the terminal as litescope does, and ends in the way its argument says when `x` is typed.
import {keyId} from '../../../source/terminal/key.ts';
import {openTerminal} from '../../../source/terminal/terminal.ts';

const endings: Readonly<Record<string, () => void>> = {
	quit() {
		terminal.restore();
		process.stdout.write('goodbye\n');
		process.exit(0);
	},
	exit: () => process.exit(7),
	throw() {
		throw new Error('a bug \u001b[31m in red');
	},
	reject() {
		void Promise.reject(new Error('a bug that was promised'));
	},
};

const {stdin, stdout} = process;
const terminal = openTerminal({
	stdin,
	stdout,
	pasteBytes: 100,
	onKey(key) {
		const id = key.kind === 'paste' ? `paste ${JSON.stringify(key.text)}` : keyId(key);
		if (id === 'x') {
			endings[process.argv[2] ?? '']?.();
		}
		if (id === 'p') {
			terminal.pause();
			stdout.write(`raw ${stdin.isRaw}\r\n`);
			terminal.resume();
		}
		stdout.write(`[${id}]\r\n`);
	},
	onRestore: () => stdout.write('last words'),
	onEnd: status => process.exit(status),
});
stdout.write('\u001b[?1049h\u001b[?25l\u001b[2J\u001b[H');
stdout.write(`process ${process.pid}\r\n`);
terminal.setTitle('full screen · ready\u0007\u001b]2;owned');
