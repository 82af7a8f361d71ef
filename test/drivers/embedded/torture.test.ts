import {test} from 'vitest';
import {torture} from './torture.ts';

test('nothing that was acknowledged is lost, whatever is killed while three programs write', async () => {
	await torture(4);
}, 60_000);
