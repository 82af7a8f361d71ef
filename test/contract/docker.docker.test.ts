import {afterAll, beforeAll, describe, expect} from 'vitest';
import {type LitefsStack, litefsStack} from '../clusters/litefs.ts';
import {type ContractSubject, contract} from './contract.ts';

let stack: LitefsStack;

const subject: ContractSubject = {
	open: () => stack.open(),
	async killSessions() {
		const program =
			"for (const p of fs.readdirSync('/proc')) try { if (/^\\d+$/.test(p) && fs.readFileSync('/proc/' + p + '/cmdline', 'utf8').startsWith('sqlite3')) process.kill(p, 'SIGKILL') } catch {}";
		await stack.compose('exec', '-T', 'primary', 'node', '-e', program);
	},
	textWithNul: 'a',
	journalModeRefusal: {code: 'LITESCOPE_JOURNAL_MODE'},
	writeRefusal: {
		number: 8,
		code: expect.stringMatching(/^SQLITE_READONLY/),
		message: 'attempt to write a readonly database',
	},
	isReplicaCopied: false,
	hasLatency: false,
	forgetsTransactions: false,
};

beforeAll(async () => {
	stack = await litefsStack('contract');
}, 120_000);

afterAll(() => stack?.down(), 60_000);

describe('LiteFS in containers', () => {
	contract('docker', subject);
});

describe('LiteFS in containers, without a sqlite3 shell in the replica’s', () => {
	beforeAll(() => stack.compose('exec', '-T', 'replica', 'rm', '/usr/bin/sqlite3'));

	contract('docker, copies', {
		...subject,
		writeRefusal: {code: 'LITESCOPE_COPY'},
		isReplicaCopied: true,
	});
});
