import {afterAll, beforeAll, expect} from 'vitest';
import {openEmbeddedCluster, type TestFolder, testFolder} from '../clusters/embedded.ts';
import {sessionsOf} from '../clusters/processes.ts';
import {contract} from './contract.ts';

let folder: TestFolder;

beforeAll(() => {
	folder = testFolder();
});

afterAll(() => folder.clean());

contract('embedded', {
	open: () => openEmbeddedCluster(),
	killSessions() {
		for (const pid of sessionsOf(process.pid)) process.kill(pid, 'SIGKILL');
	},
	textWithNul: 'a\0b',
	journalModeRefusal: {number: 5, message: 'database is locked'},
	writeRefusal: {
		number: 8,
		code: expect.stringMatching(/^SQLITE_READONLY/),
		message: 'attempt to write a readonly database',
	},
	isReplicaCopied: false,
	hasLatency: true,
	forgetsTransactions: true,
});
