import {afterAll, beforeAll, describe} from 'vitest';
import {type LitefsStack, litefsStack} from '../clusters/litefs.ts';
import {contract} from './contract.ts';

describe('LiteFS in containers', () => {
	let stack: LitefsStack;

	beforeAll(async () => {
		stack = await litefsStack('contract');
	}, 120_000);

	afterAll(() => stack?.down(), 60_000);

	contract('docker', {
		open: () => stack.open(),
		async killSessions() {
			const program =
				"for (const p of fs.readdirSync('/proc')) try { if (/^\\d+$/.test(p) && fs.readFileSync('/proc/' + p + '/cmdline', 'utf8').startsWith('sqlite3')) process.kill(p, 'SIGKILL') } catch {}";
			await stack.compose('exec', '-T', 'primary', 'node', '-e', program);
		},
		textWithNul: 'a',
		journalModeRefusal: {code: 'LITESCOPE_JOURNAL_MODE'},
		hasLatency: false,
		forgetsTransactions: false,
	});
});
