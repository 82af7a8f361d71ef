import {afterAll} from 'vitest';
import {openEmbeddedCluster, testFolder} from '../clusters/embedded.ts';
import {sessionsOf} from '../clusters/processes.ts';
import {contract} from './contract.ts';

const folder = testFolder();
afterAll(() => folder.clean());

contract('embedded', {
	open: () => openEmbeddedCluster(),
	killSessions() {
		for (const pid of sessionsOf(process.pid)) process.kill(pid, 'SIGKILL');
	},
});
